import type { JSX } from 'preact'

/** Points of a small line in a box of 1000 × 100; gaps break it. */
export function sparkPath(x: number[], values: (number | null)[]): { line: string; area: string } | null {
  const known = values.filter((value): value is number => value !== null)
  if (known.length < 2 || x.length < 2) return null
  const [least, greatest] = [Math.min(...known), Math.max(...known)]
  const [first, last] = [x[0]!, x[x.length - 1]!]
  const place = (i: number) => ((x[i]! - first) / (last - first || 1) * 1000).toFixed(1)
  const height = (value: number) => (greatest === least ? 50 : 96 - (value - least) / (greatest - least) * 92).toFixed(1)
  let [line, area, start] = ['', '', '']
  values.forEach((value, i) => {
    if (value === null) return
    const point = `${place(i)} ${height(value)}`
    const begins = i === 0 || values[i - 1] === null
    if (begins) start = place(i)
    line += `${begins ? 'M' : 'L'}${point}`
    area += begins ? `M${start} 100L${point}` : `L${point}`
    if (i === values.length - 1 || values[i + 1] === null) area += `L${place(i)} 100Z`
  })
  return { line, area }
}

export function Spark({ x, values, colour, fill = 0.16, stroke }: { x: number[]; values: (number | null)[]; colour: string; fill?: number; stroke?: string }): JSX.Element | null {
  const path = sparkPath(x, values)
  if (!path) return null
  return (
    <svg class="spark" viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
      {fill > 0 && <path d={path.area} fill={colour} opacity={fill} />}
      <path d={path.line} fill="none" stroke={stroke ?? colour} stroke-width="1.5" stroke-linejoin="round" vector-effect="non-scaling-stroke" />
    </svg>
  )
}
