// @vitest-environment node
// The catalogue as a whole: every id that is used exists, and none stands there unused.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { argumentCount, parseHeader, readCatalogue, shipped, usedIds } from '../tools/catalogue.mjs'
import { TRANSLATIONS } from '../tools/paths.mjs'

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sources(path)
    return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [path] : []
  })
}

const catalogue = readCatalogue(TRANSLATIONS)
const source = import.meta.dirname
const texts = sources(source).map((path) => ({ path, text: readFileSync(path, 'utf8') }))
const pages = ['index.html', 'login.html'].map((name) => readFileSync(join(source, '..', name), 'utf8'))
const used = new Set([...texts.flatMap(({ text }) => [...usedIds(text)]), ...pages.flatMap((html) => [...html.matchAll(/\{\{([\w.]+)\}\}/g)].map((match) => match[1] ?? ''))])

describe('the catalogue', () => {
  it('has every id that the program uses', () => {
    expect([...used].filter((id) => !catalogue.has(id))).toEqual([])
  })

  it('has no id that nobody uses', () => {
    expect([...catalogue.keys()].filter((id) => !used.has(id) && !id.startsWith('server.'))).toEqual([])
  })

  it('keeps to the words of the house', () => {
    const wrong = [...catalogue].flatMap(([id, message]) => [shipped(message)].flat().filter((text) => /\b(please|oops|invalid)\b|!$/i.test(text)).map((text) => `${id}: ${text}`))
    expect(wrong).toEqual([])
  })

  it('numbers the places of a text from 1 without a gap', () => {
    const gaps = [...catalogue].filter(([, message]) => {
      const all = [shipped(message)].flat().join(' ')
      return Array.from({ length: argumentCount(message).highest }, (_, i) => i + 1).some((place) => !all.includes(`%${place}`))
    })
    expect(gaps.map(([id]) => id)).toEqual([])
  })
})

describe('parseHeader', () => {
  it('names the line of an id without a text', () => {
    expect(() => parseHeader('\nqtTrId("a.b");', 'x.h')).toThrow('x.h:2: a.b has no text')
  })

  it('wants both forms of a plural', () => {
    expect(() => parseHeader('//% "%n node(s)"\n//~ one %n node\nqtTrId("a.b");', 'x.h')).toThrow('not both')
  })
})
