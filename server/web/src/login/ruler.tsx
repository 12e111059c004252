import type { JSX } from 'preact'

const TICKS = 193
const STEP = 10

/** The product's ruler at the foot of the page: every fifth tick longer, every tenth longest. */
export function Ruler(): JSX.Element {
  const path = Array.from({ length: TICKS }, (_, i) => `M${i * STEP} 34V${i % 10 === 0 ? 14 : i % 5 === 0 ? 22 : 27}`).join('')
  return <svg class="ruler" viewBox="0 0 1920 34" preserveAspectRatio="xMidYMax slice" aria-hidden="true"><path d={path} /></svg>
}
