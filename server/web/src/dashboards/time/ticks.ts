// Where a time axis has its marks: round times in the zone, few enough to read.
import { addTime, startOf, type Unit } from './timetext'
import { civilAt, clockText, dateText, instantOf } from './zone'

type Step = { n: number; unit: Unit; ms: number }
const size = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, M: 30 * 86_400_000, y: 365 * 86_400_000 } as const
const steps: Step[] = ([
  ['ms', [1, 2, 5, 10, 20, 50, 100, 200, 500]], ['s', [1, 2, 5, 10, 15, 30]], ['m', [1, 2, 5, 10, 15, 30]], ['h', [1, 2, 3, 4, 6, 12]], ['d', [1, 2, 7, 14]], ['M', [1, 2, 3, 6]], ['y', [1, 2, 5, 10, 20, 50]],
] as [keyof typeof size, number[]][]).flatMap(([unit, counts]) => counts.map((n) => ({ n, unit, ms: n * size[unit] })))

export type Ticks = { at: number[]; step: number; unit: Unit }

export function stepFor(span: number, most: number): Step {
  const needed = span / Math.max(1, most)
  return steps.find((step) => step.ms >= needed) ?? steps[steps.length - 1]!
}

function firstTick(from: number, step: Step, zone: string): number {
  if (step.unit === 'y') return startOf(addTime(from, -(civilAt(from, zone).year % step.n), 'y', zone), 'y', { now: from, zone })
  if (step.unit === 'M') return startOf(addTime(from, -((civilAt(from, zone).month - 1) % step.n), 'M', zone), 'M', { now: from, zone })
  const midnight = startOf(from, 'd', { now: from, zone })
  return step.unit === 'd' ? midnight : midnight + Math.floor((from - midnight) / step.ms) * step.ms
}

/** The tick after one: hours by the wall clock, so that they stay round across clock changes. */
function nextTick(tick: number, step: Step, zone: string): number {
  const plain = addTime(tick, step.n, step.unit, zone)
  if (step.unit !== 'h') return plain
  const { year, month, day, hour } = civilAt(tick, zone)
  const byClock = instantOf({ year, month, day, hour: hour + step.n }, zone)
  return byClock > tick ? byClock : plain
}

/** At most `most` ticks (about) inside [from, to]; hours count from midnight of the zone, also across clock changes. */
export function timeTicks(from: number, to: number, most: number, zone: string): Ticks {
  const step = stepFor(to - from, most)
  const at: number[] = []
  for (let tick = firstTick(from, step, zone), i = 0; tick <= to && i < 1000; tick = nextTick(tick, step, zone), i += 1) if (tick >= from) at.push(tick)
  return { at, step: step.ms, unit: step.unit }
}

/** Label of one tick; a midnight on an axis of hours shows the day. */
export function tickText(at: number, ticks: Pick<Ticks, 'step' | 'unit'>, zone: string): string {
  const civil = civilAt(at, zone)
  switch (ticks.unit) {
    case 'y': return String(civil.year)
    case 'M': return dateText(at, zone).slice(0, 7)
    case 'd': return dateText(at, zone).slice(5)
    case 'ms': return clockText(at, zone, 'ms').slice(3)
    case 's': return clockText(at, zone, 'second')
    default: return civil.hour === 0 && civil.minute === 0 && ticks.step >= size.m * 30 ? dateText(at, zone).slice(5) : clockText(at, zone)
  }
}
