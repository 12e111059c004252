// Texts by id. The build hands each module the English texts it uses (tools/plugin.mjs); another language replaces them.
import type { Messages } from '../../generated/messages'

export type MessageId = keyof Messages
/** Ids that take no arguments: for tables of labels. */
export type PlainId = { [Id in MessageId]: Messages[Id] extends [] ? Id : never }[MessageId]
type Text = string | string[]

const english = new Map<string, Text>()
let translated = new Map<string, Text>()
let plural = new Intl.PluralRules('en')
/** Categories of a language's plural forms in the order of its catalogue. */
let categories: string[] = ['one', 'other']

/** BCP 47 tag for Intl: numbers, dates, plural rules. */
export const locale = { value: 'en' }

export function addMessages(texts: Record<string, Text>): void {
  for (const [id, text] of Object.entries(texts)) english.set(id, text)
}

/** Replaces the language. The catalogue maps ids to a text or to plural forms in the order of `forms`. */
export function useCatalogue(tag: string, forms: string[], texts: Record<string, Text>): void {
  locale.value = tag
  plural = new Intl.PluralRules(tag)
  counts = new Intl.NumberFormat(tag)
  categories = forms
  translated = new Map(Object.entries(texts))
}

function fill(id: string, args: readonly (string | number)[]): string {
  const foreign = translated.get(id)
  const text = foreign ?? english.get(id) ?? id
  if (typeof text === 'string') return text.replace(/%(\d)/g, (_, place: string) => String(args[Number(place) - 1] ?? ''))
  const count = Number(args[0])
  const form = foreign === undefined ? Number(count !== 1) : categories.indexOf(plural.select(count))
  const chosen = text[form] ?? text.at(-1) ?? id
  return chosen.replace(/%n/g, formatCount(count)).replace(/%(\d)/g, (_, place: string) => String(args[Number(place)] ?? ''))
}

let counts = new Intl.NumberFormat('en')
const formatCount = (count: number): string => counts.format(count)

/** The text of an id; `%1` … and `%n` are replaced by the arguments. */
export function t<Id extends MessageId>(id: Id, ...args: Messages[Id]): string {
  return fill(id, args)
}

/** Names an id whose text is shown elsewhere, so that the build ships the text and the tests find its use. */
export const msg = <Id extends MessageId>(id: Id): Id => id

/** The text of an id that came from a server; undefined if this build does not know it. */
export function serverText(messageId: string, args: readonly (string | number)[] = []): string | undefined {
  const id = `server.${messageId}`
  return translated.has(id) || english.has(id) ? fill(id, args) : undefined
}
