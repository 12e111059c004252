// @vitest-environment node
// Styles use custom properties that exist, and no colour of their own.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { TOKENS_FILE } from '../tools/paths.mjs'
import { readTokens, tokensCss } from '../tools/tokens.mjs'

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return files(path)
    return /\.(css|tsx?)$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [path] : []
  })
}

const tokens = readTokens(TOKENS_FILE)
const css = tokensCss(tokens)
const sources = files(import.meta.dirname).map((path) => ({ path: path.slice(import.meta.dirname.length + 1), text: readFileSync(path, 'utf8') }))
const defined = new Set([...css, ...sources.map(({ text }) => text)].join('').match(/--[a-z][\w-]*(?=['"]?\s*[:\]])/g))

describe('tokens', () => {
  it('give every theme the same properties', () => {
    const names = (theme: string): string[] => [...(new RegExp(`\\[data-theme="${theme}"\\]\\{([^}]*)\\}`).exec(css)?.[1] ?? '').matchAll(/(--[\w-]+):/g)].map((found) => found[1] ?? '').toSorted()
    expect(names('light').length).toBeGreaterThan(40)
    expect(names('dark')).toEqual(names('light'))
    expect(names('contrast')).toEqual(names('light'))
  })

  it('define every property that a style uses', () => {
    const missing = sources.flatMap(({ path, text }) => [...text.matchAll(/var\((--[\w-]+)(?=\))/g)].filter((found) => !defined.has(found[1] ?? '')).map((found) => `${path}: ${found[1]}`))
    expect(missing).toEqual([])
  })

  it('are the only source of colours', () => {
    const literal = sources.filter(({ path }) => path.endsWith('.css')).flatMap(({ path, text }) => [...text.matchAll(/#[0-9a-f]{3,8}\b|\b(rgb|hsl)a?\(/gi)].map((found) => `${path}: ${found[0]}`))
    expect(literal).toEqual([])
  })
})
