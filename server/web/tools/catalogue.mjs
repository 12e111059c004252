// The ids and English texts of the browser UI. They are declared once, in translations/{common,web*}.h, in the notation of
// Qt's lupdate: `//% "text"`, then qtTrId("id"). Plurals also carry `//~ one …` and `//~ other …`; %n is their number.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const unescape = (text) => JSON.parse(`"${text}"`)

/** Messages of one header: id → { text } or { one, other }. Throws with the line of a mistake. */
export function parseHeader(source, file = 'header') {
  const messages = new Map()
  let text
  let forms = {}
  source.split('\n').forEach((line, index) => {
    const part = /^\/\/% "(.*)"\s*$/.exec(line)
    const form = /^\/\/~ (one|other) (.*)$/.exec(line)
    const id = /qtTrId\("([^"]+)"/.exec(line)
    if (part) text = (text ?? '') + unescape(part[1])
    else if (form) forms[form[1]] = form[2].trim()
    else if (id) {
      const where = `${file}:${index + 1}: ${id[1]}`
      if (text === undefined) throw new Error(`${where} has no text: expected a line like //% "text" before it`)
      if (messages.has(id[1])) throw new Error(`${where} is declared twice`)
      if (text.includes('%n') && !(forms.one && forms.other)) throw new Error(`${where} has %n but not both //~ one and //~ other`)
      messages.set(id[1], text.includes('%n') ? { one: forms.one, other: forms.other } : { text })
      text = undefined
      forms = {}
    }
  })
  return messages
}

/** All messages of a translations folder that the browser may use. */
export function readCatalogue(folder) {
  const all = new Map()
  for (const file of readdirSync(folder).filter((name) => /^(common|web.*)\.h$/.test(name)).toSorted()) {
    for (const [id, message] of parseHeader(readFileSync(join(folder, file), 'utf8'), file)) {
      if (all.has(id)) throw new Error(`${file}: ${id} is declared in another header too`)
      all.set(id, message)
    }
  }
  return all
}

/** Ids that a source text uses: literals of t('…') and msg('…'). */
export function usedIds(source) {
  return new Set([...source.matchAll(/\b(?:t|msg)\(\s*'([a-z][\w.-]*)'/g)].map((match) => match[1]))
}

/** Form of a message in the bundle: a text, or its plural forms. */
export const shipped = (message) => message.text ?? [message.one, message.other]

/** How many %1 … a message takes; a plural takes its number first. */
export function argumentCount(message) {
  const texts = message.text === undefined ? [message.one, message.other] : [message.text]
  const highest = Math.max(0, ...texts.flatMap((text) => [...text.matchAll(/%(\d)/g)].map((match) => Number(match[1]))))
  return { highest, plural: message.text === undefined }
}

/** TypeScript declaration of every id with its arguments, so that a wrong id or a missing argument does not compile. */
export function declarations(catalogue) {
  const lines = [...catalogue].map(([id, message]) => {
    const { highest, plural } = argumentCount(message)
    const list = [...(plural ? ['n: number'] : []), ...Array.from({ length: highest }, (_, i) => `a${i + 1}: string | number`)]
    return `  '${id}': [${list.join(', ')}]`
  })
  return `// Made by tools/types.mjs from translations/*.h.\nexport type Messages = {\n${lines.join('\n')}\n}\n`
}
