import { describe, expect, it } from 'vitest'
import { array, number, object, oneOf, optional, record, string, withDefault } from './decode'

describe('decoders', () => {
  it('say which field of which item was not as expected', () => {
    const decoder = object({ items: array(object({ id: number })) })
    expect(decoder({ items: [{ id: 1 }, { id: '2' }] }, '')).toEqual({ ok: false, error: { field: 'items[1].id', expected: 'a number' } })
    expect(decoder({ items: {} }, '')).toEqual({ ok: false, error: { field: 'items', expected: 'a list' } })
    expect(decoder(null, '')).toEqual({ ok: false, error: { field: '', expected: 'an object' } })
    expect(decoder([], '')).toMatchObject({ ok: false })
  })

  it('take absent and null alike', () => {
    const decoder = object({ a: optional(string), b: withDefault(number, 3) })
    expect(decoder({}, '')).toEqual({ ok: true, value: { a: undefined, b: 3 } })
    expect(decoder({ a: null, b: null }, '')).toEqual({ ok: true, value: { a: undefined, b: 3 } })
    expect(decoder({ a: 5 }, '')).toMatchObject({ ok: false, error: { field: 'a' } })
  })

  it('keep only what is known, without being led by __proto__', () => {
    const value = object({ a: string })(JSON.parse('{"a":"x","__proto__":{"b":1}}'), '')
    expect(value).toEqual({ ok: true, value: { a: 'x' } })
    expect(record(number)(JSON.parse('{"x":1,"y":"2"}'), 'm')).toEqual({ ok: false, error: { field: 'm.y', expected: 'a number' } })
    expect(oneOf('a', 'b')('c', 'f')).toEqual({ ok: false, error: { field: 'f', expected: 'one of a, b' } })
  })
})
