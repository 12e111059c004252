import { expect, test } from 'vitest'
import { readUrl, refreshMs, writeUrl } from './urlstate'

const read = (search: string) => readUrl(new URLSearchParams(search))

test('readUrl takes what shared links have', () => {
  expect(read('?orgId=1&from=now-6h&to=now&timezone=utc&refresh=10s&var-job=api&var-job=web&var-empty=&viewPanel=panel-7-2')).toEqual({
    range: { from: 'now-6h', to: 'now' }, timezone: 'utc', refresh: '10s', variables: { job: ['api', 'web'], empty: [''] }, viewPanel: '7-2',
  })
})

test('readUrl without parameters says as saved', () => expect(read('')).toEqual({ range: null, timezone: null, refresh: null, variables: {}, viewPanel: null }))
test('readUrl completes half a range', () => expect(read('?from=now-1h').range).toEqual({ from: 'now-1h', to: 'now' }))
test('an empty refresh is off, not as saved', () => expect(read('?refresh=').refresh).toBe(''))

test('writeUrl changes what is named and leaves the rest', () => {
  const search = '?orgId=1&from=a&to=b&var-x=1&var-y=2&theme=dark'
  expect(writeUrl(search, { range: { from: 'now-1h', to: 'now' } })).toBe('?orgId=1&from=now-1h&to=now&var-x=1&var-y=2&theme=dark')
  expect(writeUrl(search, { range: null, variables: { x: ['3', '4'], y: [] } })).toBe('?orgId=1&theme=dark&var-x=3&var-x=4&var-y=')
  expect(writeUrl('?viewPanel=3', { viewPanel: null })).toBe('')
})

test('writeUrl writes kiosk as people do', () => {
  expect(writeUrl('', { kiosk: '' })).toBe('?kiosk')
  expect(writeUrl('?a=1&kiosk', { kiosk: 'full' })).toBe('?a=1&kiosk=full')
  expect(writeUrl('?kiosk=full', { kiosk: null })).toBe('')
})

test('what was written is read back', () => {
  const state = { range: { from: '2026-11-20 10:00', to: 'now' }, timezone: 'Europe/Berlin', refresh: '', variables: { 'a&b': ['x=1', 'ü', '$__all'] }, viewPanel: '3' }
  expect(read(writeUrl('', state))).toEqual(state)
})

test.each([['', 0], ['off', 0], ['5s', 5000], ['1m', 60_000], ['2h', 7_200_000], ['1d', 86_400_000], ['10ms', 1000], [null, 0], ['auto', null], ['5', null]])('refreshMs %j', (text, expected) => expect(refreshMs(text)).toBe(expected))
