/** Font size, px, at which a text of `length` characters fills a box of this size without leaving it. */
export function fitText(length: number, width: number, height: number, limits: { least: number; most: number }): number {
  const byWidth = width / Math.max(1, length) / 0.58
  return Math.max(limits.least, Math.min(limits.most, byWidth, height))
}

/** Columns and rows for `count` equal cells in a box: as square as can be, or in one line of the given direction. `aspect` is the width that suits a height of 1. */
export function gridOf(count: number, width: number, height: number, orientation: 'auto' | 'horizontal' | 'vertical', aspect = 2.2): { columns: number; rows: number } {
  if (orientation === 'horizontal') return { columns: 1, rows: count }
  if (orientation === 'vertical') return { columns: count, rows: 1 }
  let best = { columns: 1, rows: count, score: -1 }
  for (let columns = 1; columns <= count; columns += 1) {
    const rows = Math.ceil(count / columns)
    const [w, h] = [width / columns, height / rows]
    const score = Math.min(w / aspect, h) - (columns * rows - count) * 0.5
    if (score > best.score) best = { columns, rows, score }
  }
  return { columns: best.columns, rows: best.rows }
}
