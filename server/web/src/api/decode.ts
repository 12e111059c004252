// Checks of foreign data where it enters. A decoder gives the value or says which field was not as expected.
import { fail, ok, type Result } from './result'

export type Mismatch = { field: string; expected: string }
export type Decoder<T> = (value: unknown, field: string) => Result<T, Mismatch>
export type Decoded<D> = D extends Decoder<infer T> ? T : never

const primitive = <T>(expected: string, fits: (value: unknown) => value is T): Decoder<T> =>
  (value, field) => (fits(value) ? ok(value) : fail({ field, expected }))

export const string = primitive('text', (value): value is string => typeof value === 'string')
export const number = primitive('a number', (value): value is number => typeof value === 'number')
export const boolean = primitive('true or false', (value): value is boolean => typeof value === 'boolean')
export const unknown: Decoder<unknown> = (value) => ok(value)
/** For answers whose body does not matter. */
export const ignored: Decoder<null> = () => ok(null)

/** Absent and null become undefined. */
export const optional = <T>(inner: Decoder<T>): Decoder<T | undefined> =>
  (value, field) => (value === undefined || value === null ? ok(undefined) : inner(value, field))

/** Absent and null become the fallback. */
export const withDefault = <T>(inner: Decoder<T>, fallback: T): Decoder<T> =>
  (value, field) => (value === undefined || value === null ? ok(fallback) : inner(value, field))

export const array = <T>(inner: Decoder<T>): Decoder<T[]> => (value, field) => {
  if (!Array.isArray(value)) return fail({ field, expected: 'a list' })
  const items: T[] = []
  for (const [index, item] of value.entries()) {
    const decoded = inner(item, `${field}[${index}]`)
    if (!decoded.ok) return decoded
    items.push(decoded.value)
  }
  return ok(items)
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Any object with values of one kind. */
export const record = <T>(inner: Decoder<T>): Decoder<Record<string, T>> => (value, field) => {
  if (!isRecord(value)) return fail({ field, expected: 'an object' })
  const entries: [string, T][] = []
  for (const [key, item] of Object.entries(value)) {
    const decoded = inner(item, `${field}.${key}`)
    if (!decoded.ok) return decoded
    entries.push([key, decoded.value])
  }
  return ok(Object.fromEntries(entries))
}

type Shape = Record<string, Decoder<unknown>>
type Shaped<S extends Shape> = { [K in keyof S]: Decoded<S[K]> }

/** An object with at least these fields; others are left out. */
export const object = <S extends Shape>(shape: S): Decoder<Shaped<S>> => (value, field) => {
  if (!isRecord(value)) return fail({ field, expected: 'an object' })
  const entries: [string, unknown][] = []
  for (const [key, inner] of Object.entries(shape)) {
    const decoded = inner(value[key], field ? `${field}.${key}` : key)
    if (!decoded.ok) return decoded
    entries.push([key, decoded.value])
  }
  return ok(Object.fromEntries(entries) as Shaped<S>)
}

export const oneOf = <const T extends string>(...choices: T[]): Decoder<T> =>
  (value, field) => {
    const found = choices.find((choice) => choice === value)
    return found === undefined ? fail({ field, expected: `one of ${choices.join(', ')}` }) : ok(found)
  }

export { isRecord }
