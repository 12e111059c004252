import { describe, expect, it } from 'vitest'
import { safePath } from './redirect'

const origin = 'https://md.example:3000'

describe('safePath', () => {
  it.each(['/d/abc?from=now-1h&to=now#x', '/', '/sub/dashboards', '/a//b'])('keeps %s', (path) => {
    expect(safePath(path, origin)).toBe(path)
  })

  it.each([null, '', 'd/abc', '//evil.example', '/\\evil.example', '\\\\evil.example', 'https://evil.example/', 'javascript:alert(1)', '/\t/evil.example', '/\n/evil', '/login', '/login?redirect=/x', '/logout', '/sub/logout'])('refuses %j', (path) => {
    expect(safePath(path, origin)).toBeUndefined()
  })

  it('takes dots out of a path without leaving the site', () => {
    expect(safePath('/a/../../etc', origin)).toBe('/etc')
  })
})
