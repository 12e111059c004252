// Moves a colour's OKLab lightness until it can be read on its ground; hue and chroma stay.

export type Rgb = [number, number, number]

/** `#rgb`, `#rrggbb` or `#rrggbbaa`; null if it is none. Channels and alpha are 0…1. */
export function parseHex(text: string): { rgb: Rgb; alpha: number } | null {
  const match = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.exec(text.trim())
  if (!match?.[1]) return null
  const digits = match[1].length < 6 ? [...match[1]].map((digit) => digit + digit).join('') : match[1]
  const channel = (at: number) => parseInt(digits.slice(at, at + 2), 16) / 255
  return { rgb: [channel(0), channel(2), channel(4)], alpha: digits.length === 8 ? channel(6) : 1 }
}

const byte = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 255).toString(16).padStart(2, '0')
export const toHex = ([r, g, b]: Rgb, alpha = 1) => `#${byte(r)}${byte(g)}${byte(b)}${alpha < 1 ? byte(alpha) : ''}`

const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
const gamma = (value: number) => (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055)

const luminance = ([r, g, b]: Rgb) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)

export function contrastRatio(a: Rgb, b: Rgb): number {
  const [x, y] = [luminance(a), luminance(b)]
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
}

/** Black or white, whichever reads better on the ground. */
export const textOn = (ground: Rgb): '#000000' | '#ffffff' => (contrastRatio(ground, [0, 0, 0]) >= contrastRatio(ground, [1, 1, 1]) ? '#000000' : '#ffffff')

type Lab = [number, number, number]

function toOklab([r, g, b]: Rgb): Lab {
  const [x, y, z] = [linear(r), linear(g), linear(b)]
  const l = Math.cbrt(0.4122214708 * x + 0.5363325363 * y + 0.0514459929 * z)
  const m = Math.cbrt(0.2119034982 * x + 0.6806995451 * y + 0.1073969566 * z)
  const s = Math.cbrt(0.0883024619 * x + 0.2817188376 * y + 0.6299787005 * z)
  return [0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s, 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s]
}

function fromOklab([lightness, a, b]: Lab): Rgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const clamp = (value: number) => gamma(Math.min(1, Math.max(0, value)))
  return [clamp(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s), clamp(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s), clamp(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)]
}

/** The nearest lightness, away from the ground, at which the colour has at least `ratio` against it. */
export function readable(colour: Rgb, ground: Rgb, ratio: number): Rgb {
  if (contrastRatio(colour, ground) >= ratio) return colour
  const [lightness, a, b] = toOklab(colour)
  const darkGround = contrastRatio(ground, [1, 1, 1]) > contrastRatio(ground, [0, 0, 0])
  let [near, far] = [lightness, darkGround ? 1 : 0]
  for (let i = 0; i < 12; i += 1) {
    const middle = (near + far) / 2
    if (contrastRatio(fromOklab([middle, a, b]), ground) >= ratio) far = middle
    else near = middle
  }
  return fromOklab([far, a, b])
}

/** `share` of the way from one colour to the other, in OKLab. */
export function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const [a, b] = [toOklab(from), toOklab(to)]
  return fromOklab([0, 1, 2].map((i) => a[i]! + (b[i]! - a[i]!) * share) as Lab)
}
