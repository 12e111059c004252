// Writes generated/messages.d.ts and generated/icons.d.ts, which tsc needs and the build does not.
import { mkdirSync, writeFileSync } from 'node:fs'
import { declarations, readCatalogue } from './catalogue.mjs'
import { ICONS_FILE, TRANSLATIONS } from './paths.mjs'
import { iconNames } from './icons.mjs'

const folder = new URL('../generated/', import.meta.url)
mkdirSync(folder, { recursive: true })
writeFileSync(new URL('messages.d.ts', folder), declarations(readCatalogue(TRANSLATIONS)))
writeFileSync(new URL('icons.d.ts', folder), iconNames(ICONS_FILE)
  .map((name) => `declare module 'icon:${name}' {\n  const shapes: import('../src/ui/icon').Shapes\n  export default shapes\n}\n`).join(''))
