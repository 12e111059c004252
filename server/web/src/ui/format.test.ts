import { describe, expect, it } from 'vitest'
import { momentText, sinceText } from './format'

const now = Date.UTC(2026, 10, 22, 12, 4)
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

describe('sinceText', () => {
  it.each([[0, '0 sec. ago'], [3 * MINUTE, '3 min. ago'], [150 * MINUTE, '2 hr. ago'], [21 * DAY, '21 days ago'], [70 * DAY, '2 mo. ago'], [800 * DAY, '2 yr. ago'], [-5000, '0 sec. ago']])('%i ms: %s', (passed, text) => {
    expect(sinceText(now - passed, now)).toBe(text)
  })
})

describe('momentText', () => {
  it('says the time today in the zone that is asked for', () => {
    expect(momentText(now - 60 * MINUTE, now, 'UTC')).toBe('11:04')
    expect(momentText(now - 60 * MINUTE, now, 'Asia/Tokyo')).toBe('20:04')
  })
  it('says yesterday, the weekday, or the date', () => {
    expect(momentText(now - DAY, now, 'UTC')).toBe('yesterday')
    expect(momentText(now - 3 * DAY, now, 'UTC')).toBe('Thursday')
    expect(momentText(now - 40 * DAY, now, 'UTC')).toBe('Oct 13, 2026')
  })
})
