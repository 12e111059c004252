import { describe, expect, it } from 'vitest'
import { match, url } from './router'

describe('match', () => {
  it.each([
    ['', '', {}], ['d/:uid/:slug?', 'd/abc', { uid: 'abc' }], ['d/:uid/:slug?', 'd/abc/some-name', { uid: 'abc', slug: 'some-name' }], ['dashboards/f/:uid/:slug?', 'dashboards/f/a%20b', { uid: 'a b' }],
    ['*', 'anything/at/all', {}], ['alerting/*', 'alerting/list', {}], ['d/:uid', 'd/%E0%A4%A', { uid: '%E0%A4%A' }],
  ])('%s takes %s', (pattern, path, params) => {
    expect(match(pattern, path)).toEqual(params)
  })

  it.each([['', 'd'], ['d/:uid', 'd'], ['d/:uid', 'd/'], ['d/:uid', 'd/a/b'], ['dashboards', 'dashboards/x'], ['alerting/*', 'alert']])('%s refuses %s', (pattern, path) => {
    expect(match(pattern, path)).toBeUndefined()
  })
})

describe('url', () => {
  it('adds the base path once', () => {
    const base = document.createElement('meta')
    base.name = 'base'
    base.content = '/sub/'
    document.head.append(base)
    expect([url('d/a'), url('/d/a'), url('/sub/d/a'), url('')]).toEqual(['/sub/d/a', '/sub/d/a', '/sub/d/a', '/sub/'])
    base.remove()
  })
})
