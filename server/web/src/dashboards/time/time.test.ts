import { describe, expect, test } from 'vitest'
import { between, instantsText, lastSpan, parseClipboard, quickRanges, rangeProblem, rememberRange, resolveRange, shift, zoomOut } from './range'
import { tickText, timeTicks } from './ticks'
import { addTime, resolveTime, startOf } from './timetext'
import { civilAt, clockText, dateTimeText, instantOf, isZone, momentText, offsetAt, offsetText } from './zone'

const berlin = 'Europe/Berlin'
const at = (text: string) => Date.parse(text)
const now = at('2026-11-25T12:34:56.789Z')
const context = { now, zone: berlin }
const iso = (value: number | null) => (value === null ? null : new Date(value).toISOString())

describe('zone', () => {
  test('offsetAt follows the clock changes', () => {
    expect(offsetAt(at('2026-07-01T00:00:00Z'), berlin)).toBe(7_200_000)
    expect(offsetAt(at('2026-12-01T00:00:00Z'), berlin)).toBe(3_600_000)
    expect(offsetAt(at('2026-10-25T00:59:59Z'), berlin)).toBe(7_200_000)
    expect(offsetAt(at('2026-10-25T01:00:00Z'), berlin)).toBe(3_600_000)
    expect(offsetAt(at('2026-01-01T00:00:00Z'), 'Asia/Kathmandu')).toBe(20_700_000)
  })
  test('instantOf undoes civilAt, also just around a clock change', () => {
    for (const text of ['2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z', '2026-10-25T03:00:00Z', '2026-02-28T23:59:59Z', '1969-12-31T23:00:00Z']) expect(iso(instantOf(civilAt(at(text), berlin), berlin))).toBe(iso(at(text)))
  })
  test('a wall time that a clock change skips moves forward', () => expect(iso(instantOf({ year: 2026, month: 3, day: 29, hour: 2, minute: 30 }, berlin))).toBe('2026-03-29T01:30:00.000Z'))
  test('names: utc, an unknown zone, offsets in words', () => {
    expect([isZone('utc'), isZone('browser'), isZone(berlin), isZone('Mars/Base')]).toEqual([true, true, true, false])
    expect([offsetText(now, berlin), offsetText(now, 'America/St_Johns'), offsetText(now, 'utc')]).toEqual(['UTC+01:00', 'UTC−03:30', 'UTC+00:00'])
  })
  test('momentText drops the date within one day', () => {
    expect(momentText(now, { from: now - 3_600_000, to: now }, berlin)).toBe('13:34:56')
    expect(momentText(now, { from: now - 86_400_000, to: now }, berlin)).toBe('2026-11-25 13:34:56')
    expect(momentText(now, { from: now - 5000, to: now }, berlin)).toBe('13:34:56.789')
  })
})

describe('resolveTime', () => {
  test.each([
    ['now', '2026-11-25T12:34:56.789Z'], ['now-6h', '2026-11-25T06:34:56.789Z'], ['now - 90s', '2026-11-25T12:33:26.789Z'], ['now+1d', '2026-11-26T12:34:56.789Z'], ['now/d', '2026-11-24T23:00:00.000Z'], ['now-1d/d', '2026-11-23T23:00:00.000Z'],
    ['now/w', '2026-11-22T23:00:00.000Z'], ['now/M', '2026-10-31T23:00:00.000Z'], ['now/Q', '2026-09-30T22:00:00.000Z'], ['now/y', '2025-12-31T23:00:00.000Z'], ['now/fy', '2025-12-31T23:00:00.000Z'], ['now-1M', '2026-10-25T12:34:56.789Z'], ['now-h', '2026-11-25T11:34:56.789Z'],
    ['2026-11-20', '2026-11-19T23:00:00.000Z'], ['2026-11-20 10:00', '2026-11-20T09:00:00.000Z'], ['2026-11-20T10:00:01.5', '2026-11-20T09:00:01.500Z'], ['2026-11-20T10:00:00Z', '2026-11-20T10:00:00.000Z'], ['2026-11-20 10:00+05:30', '2026-11-20T04:30:00.000Z'], ['2026-11', '2026-10-31T23:00:00.000Z'],
    ['1700000000000', '2023-11-14T22:13:20.000Z'],
  ])('%s', (text, expected) => expect(iso(resolveTime(text, context))).toBe(expected))
  test.each(['', 'today', 'now-', 'now-6x', 'now/', 'now*2', '2026-13-01', '2026-11-20 25:61', '12', 'nowish'])('%j is none', (text) => expect(resolveTime(text, context)).toBeNull())
  test('ends round up', () => {
    expect(iso(resolveTime('now/d', context, true))).toBe('2026-11-25T22:59:59.999Z')
    expect(iso(resolveTime('2026-11-20', context, true))).toBe('2026-11-20T22:59:59.999Z')
  })
})

test('addTime keeps the wall clock across clock changes and shortens months', () => {
  expect(iso(addTime(at('2026-03-28T11:00:00Z'), 1, 'd', berlin))).toBe('2026-03-29T10:00:00.000Z')
  expect(iso(addTime(at('2026-01-31T12:00:00Z'), 1, 'M', 'utc'))).toBe('2026-02-28T12:00:00.000Z')
  expect(iso(addTime(at('2024-02-29T12:00:00Z'), -1, 'y', 'utc'))).toBe('2023-02-28T12:00:00.000Z')
})

test('startOf a week begins on the asked day', () => {
  expect(iso(startOf(now, 'w', { now, zone: 'utc', weekStart: 0 }))).toBe('2026-11-22T00:00:00.000Z')
  expect(iso(startOf(now, 'w', { now, zone: 'utc' }))).toBe('2026-11-23T00:00:00.000Z')
})

describe('ranges', () => {
  const hour = { from: now - 3_600_000, to: now }
  test('every quick range can be resolved', () => {
    for (const range of quickRanges) expect(resolveRange(range, context), JSON.stringify(range)).not.toBeNull()
  })
  test('rangeProblem names the part that is wrong', () => {
    expect(rangeProblem({ from: 'x', to: 'now' }, context)).toBe('from')
    expect(rangeProblem({ from: 'now-1h', to: 'y' }, context)).toBe('to')
    expect(rangeProblem({ from: 'now', to: 'now-1h' }, context)).toBe('order')
    expect(rangeProblem({ from: 'now-1h', to: 'now' }, context)).toBeNull()
  })
  test('zoomOut doubles and does not run past now', () => {
    expect(zoomOut(hour, 2, now)).toEqual({ from: now - 7_200_000, to: now })
    expect(zoomOut({ from: 0, to: 1000 }, 2, now)).toEqual({ from: -500, to: 1500 })
    expect(zoomOut({ from: 0, to: 4000 }, 0.5, now)).toEqual({ from: 1000, to: 3000 })
  })
  test('shift moves by half and stops at now', () => {
    expect(shift(hour, -1, now)).toEqual({ from: now - 5_400_000, to: now - 1_800_000 })
    expect(shift(hour, 1, now)).toEqual(hour)
    expect(shift({ from: now - 5_400_000, to: now - 1_800_000 }, 1, now)).toEqual(hour)
  })
  test('between sorts and never is empty', () => expect(between(5000, 5000)).toEqual({ from: 5000, to: 6000 }))
  test('lastSpan reads only plain ones', () => {
    expect(lastSpan({ from: 'now-90m', to: 'now' })).toEqual({ n: 90, unit: 'm' })
    expect(lastSpan({ from: 'now-1d/d', to: 'now' })).toBeNull()
    expect(lastSpan({ from: 'now-1h', to: 'now-5m' })).toBeNull()
  })
  test('instantsText says as much of the dates as it takes', () => {
    expect(instantsText(hour, berlin, now)).toBe('12:34 – 13:34')
    expect(instantsText({ from: now - 90_000_000, to: now - 86_400_000 }, berlin, now)).toBe('2026-11-24 12:34 – 13:34')
    expect(instantsText({ from: now - 86_400_000, to: now }, berlin, now)).toBe('2026-11-24 13:34 – 2026-11-25 13:34')
    expect(instantsText(resolveRange({ from: '2026-11-20', to: '2026-11-21' }, context)!, berlin, now)).toBe('2026-11-20 – 2026-11-21')
  })
  test('rememberRange keeps the newest once', () => expect(rememberRange([{ from: 'a', to: 'b' }, { from: 'c', to: 'd' }], { from: 'c', to: 'd' }, 2)).toEqual([{ from: 'c', to: 'd' }, { from: 'a', to: 'b' }]))
  test.each([['{"from":"now-1h","to":"now"}', { from: 'now-1h', to: 'now' }], ['now-2h to now', { from: 'now-2h', to: 'now' }], ['2026-11-20 10:00 – 2026-11-20 11:00', { from: '2026-11-20 10:00', to: '2026-11-20 11:00' }], ['hello', null], ['', null]])('parseClipboard %j', (text, expected) => expect(parseClipboard(text)).toEqual(expected))
})

describe('timeTicks', () => {
  const labels = (from: string, to: string, most: number, zone: string) => { const ticks = timeTicks(at(from), at(to), most, zone); return ticks.at.map((tick) => tickText(tick, ticks, zone)) }
  test('stand on round times of the zone', () => expect(labels('2026-11-25T09:05:00Z', '2026-11-25T10:05:00Z', 7, berlin)).toEqual(['10:10', '10:20', '10:30', '10:40', '10:50', '11:00']))
  test('name the day at midnight', () => expect(labels('2026-11-24T17:00:00Z', '2026-11-25T05:00:00Z', 5, berlin)).toEqual(['18:00', '21:00', '11-25', '03:00', '06:00']))
  test('count hours from midnight after a clock change too', () => expect(labels('2026-03-28T23:00:00Z', '2026-03-29T21:00:00Z', 5, berlin)).toEqual(['03-29', '06:00', '12:00', '18:00']))
  test('months and years', () => {
    expect(labels('2026-01-10T00:00:00Z', '2026-12-20T00:00:00Z', 4, 'utc')).toEqual(['2026-04', '2026-07', '2026-10'])
    expect(labels('2010-06-01T00:00:00Z', '2026-06-01T00:00:00Z', 5, 'utc')).toEqual(['2015', '2020', '2025'])
  })
  test.each([1, 1000, 60_000, 3_600_000, 86_400_000, 40 * 86_400_000, 4000 * 86_400_000])('span %d: few, ascending, inside', (span) => {
    const { at: ticks } = timeTicks(now, now + span, 8, berlin)
    expect(ticks.length).toBeLessThanOrEqual(10)
    expect(ticks.every((tick, i) => tick >= now && tick <= now + span && (i === 0 || tick > ticks[i - 1]!))).toBe(true)
  })
})

test('clockText and dateTimeText pad', () => {
  expect(clockText(at('2026-01-02T03:04:05.006Z'), 'utc', 'ms')).toBe('03:04:05.006')
  expect(dateTimeText(at('2026-01-02T03:04:05Z'), 'utc')).toBe('2026-01-02 03:04:05')
})
