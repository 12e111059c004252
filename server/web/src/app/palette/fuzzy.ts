// Which titles fit what was typed, and where the letters are.

export type Match = { score: number; ranges: [from: number, to: number][] }

const isWordStart = (text: string, index: number): boolean => index === 0 || /[\s\-_/.:]/.test(text[index - 1] ?? '')

/** Every word of the query must be in the text; words at the start of a word of the text count most. */
export function matchText(text: string, query: string): Match | undefined {
  const hay = text.toLocaleLowerCase()
  const ranges: [number, number][] = []
  let score = 0
  for (const word of query.toLocaleLowerCase().split(/\s+/).filter(Boolean)) {
    const whole = bestPlace(hay, word)
    const found = whole === undefined ? letters(hay, word) : { ranges: [[whole, whole + word.length]] as [number, number][], score: isWordStart(hay, whole) ? 100 + word.length : 50 + word.length }
    if (!found) return undefined
    ranges.push(...found.ranges)
    score += found.score
  }
  return { score: score - text.length / 100, ranges: joined(ranges) }
}

/** Where the word stands whole, preferably at the start of a word. */
function bestPlace(hay: string, word: string): number | undefined {
  let first: number | undefined
  for (let at = hay.indexOf(word); at >= 0; at = hay.indexOf(word, at + 1)) {
    if (isWordStart(hay, at)) return at
    first ??= at
  }
  return first
}

/** The letters one after another with gaps; gaps inside words cost more than jumps to a next word. */
function letters(hay: string, word: string): Match | undefined {
  const ranges: [number, number][] = []
  let at = 0
  let score = 20
  for (const letter of word) {
    const next = hay.indexOf(letter, at)
    if (next < 0) return undefined
    if (next > at) score -= isWordStart(hay, next) ? 1 : 4
    ranges.push([next, next + 1])
    at = next + 1
  }
  return score > 0 ? { score, ranges } : undefined
}

function joined(ranges: [number, number][]): [number, number][] {
  const result: [number, number][] = []
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else result.push([from, to])
  }
  return result
}
