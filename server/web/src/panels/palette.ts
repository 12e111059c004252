// Names of the palette and colours of dashboards, as CSS colours of the present theme. Values come from the tokens' custom properties only.
import type { Colour } from '../api/panelview'
import { mix, parseHex, readable, textOn, toHex, type Rgb } from './contrast'

const seriesCount = 14

export type Palette = {
  /** Areas of 12 px and more: cells, bands, bars */
  fill(colour: Colour): string
  /** Thin marks on a panel: lines, points, swatches */
  line(colour: Colour): string
  /** Words and figures on a panel */
  text(colour: Colour): string
  /** Words on an area that is filled with the colour */
  on(colour: Colour): string
  /** A custom property of the theme without its dashes in front, such as `grid-line` */
  token(name: string): string
}

export const withAlpha = (css: string, alpha: number): string => {
  const parsed = parseHex(css)
  return parsed ? toHex(parsed.rgb, parsed.alpha * alpha) : css
}

const named = /^(?:(?:dark|semi-dark|light|super-light)-)?(?:red|orange|yellow|green|blue|purple)$/

/** @p read gives the value of a custom property, such as `--surface`; it is asked once per name. */
export function paletteFrom(read: (property: string) => string): Palette {
  const known = new Map<string, string>()
  const keep = (key: string, make: () => string): string => {
    const found = known.get(key)
    if (found !== undefined) return found
    const made = make()
    known.set(key, made)
    return made
  }
  const token = (name: string) => keep(name, () => read(`--${name}`).trim())
  const ground = (): Rgb => parseHex(token('surface'))?.rgb ?? [1, 1, 1]
  /** What stands behind a panel without a ground of its own. */
  const canvas = (): Rgb => parseHex(token('canvas'))?.rgb ?? ground()

  function tokenOf(colour: Colour, role: 'fill' | 'text'): string | null {
    if (colour === 'transparent') return 'transparent'
    if (colour === 'text') return token('text')
    const series = /^series-(\d+)$/.exec(colour)
    if (series) return token(`series-${((Math.max(1, Number(series[1])) - 1) % seriesCount) + 1}`)
    if (named.test(colour)) return token(`named-${colour}${role === 'text' ? '-text' : ''}`)
    return /^(?:heat|diverge)-\d$/.test(colour) ? token(colour) : null
  }

  function adjusted(colour: Colour, ratio: number): string {
    const parsed = parseHex(colour)
    if (!parsed) return token('text-2')
    if (ratio <= 1) return toHex(parsed.rgb, parsed.alpha)
    const rounding = 1.02 // eight bits a channel can cost a little of the ratio
    return toHex(readable(readable(parsed.rgb, ground(), ratio * rounding), canvas(), ratio * rounding), ratio < 4.5 ? parsed.alpha : 1)
  }

  const fill = (colour: Colour) => keep(`fill ${colour}`, () => tokenOf(colour, 'fill') ?? adjusted(colour, 1))
  return {
    token,
    fill,
    line: (colour) => keep(`line ${colour}`, () => tokenOf(colour, 'text') ?? adjusted(colour, 3)),
    text: (colour) => keep(`text ${colour}`, () => {
      const own = tokenOf(colour, 'text')
      if (own === 'transparent') return token('text')
      return own ? adjusted(own, 4.5) : adjusted(colour, 4.5)
    }),
    on: (colour) => keep(`on ${colour}`, () => {
      const parsed = parseHex(fill(colour))
      if (!parsed || parsed.alpha === 0) return token('text')
      return textOn(parsed.alpha < 1 ? mix(ground(), parsed.rgb, parsed.alpha) : parsed.rgb)
    }),
  }
}
