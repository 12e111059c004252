// Translations from Qt Linguist's files (translations/mdash_<language>.ts) as catalogues of the browser.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** CLDR categories in the order of Qt's plural forms. A language that is not here has one form for one and one for the rest. */
const FORMS = {
  zh: ['other'], ja: ['other'], ko: ['other'], id: ['other'], fr: ['one', 'other'], pl: ['one', 'few', 'many'], ru: ['one', 'few', 'many'], uk: ['one', 'few', 'many'], cs: ['one', 'few', 'other'],
}
export const formsOf = (tag) => FORMS[tag.split(/[-_]/)[0]] ?? ['one', 'other']

const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const plain = (xml) => xml.replace(/&(amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);/gi, (_, name) => ENTITIES[name.toLowerCase()] ?? String.fromCodePoint(Number(name.replace('#x', '0x').replace('#', ''))))

/** Finished translations of a file: id → text or plural forms. Unfinished ones stay English. */
export function parseLinguist(xml) {
  const texts = {}
  for (const [, attributes, body] of xml.matchAll(/<message\b([^>]*)>([\s\S]*?)<\/message>/g)) {
    const id = /\bid="([^"]*)"/.exec(attributes)?.[1]
    const translation = /<translation(\s[^>]*)?>([\s\S]*?)<\/translation>/.exec(body)
    if (!id || !translation || /type="/.test(translation[1] ?? '')) continue
    const forms = [...translation[2].matchAll(/<numerusform[^>]*>([\s\S]*?)<\/numerusform>/g)].map((form) => plain(form[1]))
    texts[plain(id)] = forms.length > 0 ? forms : plain(translation[2])
  }
  return texts
}

/** Languages of a folder: tag → path. */
export function languagesOf(folder) {
  if (!existsSync(folder)) return {}
  return Object.fromEntries(readdirSync(folder).map((name) => [/^mdash_([\w-]+)\.ts$/.exec(name)?.[1], name]).filter(([tag]) => tag && tag !== 'en').map(([tag, name]) => [tag.replace('_', '-'), join(folder, name)]))
}

/** Module of one language for the build: only the ids that the browser has. */
export function localeModule(tag, path, known) {
  const texts = Object.fromEntries(Object.entries(parseLinguist(readFileSync(path, 'utf8'))).filter(([id]) => known.has(id)))
  return `export default ${JSON.stringify({ tag, forms: formsOf(tag), texts })}`
}

/** A made-up language 40 % longer than English, to see what does not fit: MDASH_PSEUDO=1 npm run build. */
export const pseudo = (text) => `⟦${text.replace(/[aeiouAEIOU](?![^%]*\d)/g, (letter) => 'áéíóúÁÉÍÓÚ'['aeiouAEIOU'.indexOf(letter)])}${'~'.repeat(Math.ceil(text.length * 0.4))}⟧`
