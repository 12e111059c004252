// Which language the page speaks: the one this browser kept from the preferences, else English.
import loaders from 'virtual:locales'
import { useCatalogue } from '../ui/i18n'

const KEY = 'mdash.language'

function stored(): string {
  try { return localStorage.getItem(KEY) ?? '' } catch { return '' }
}

/** Tags of all languages that this build has. */
export const languages = (): string[] => ['en', ...Object.keys(loaders).toSorted()]

/** A language in its own words. */
export function languageName(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1)
}

/** Loads the language before the first text is shown; one that cannot be loaded leaves English. */
export async function startLanguage(): Promise<void> {
  const tag = stored()
  const load = loaders[tag]
  if (!load) return
  try {
    const { default: locale } = await load()
    useCatalogue(locale.tag, locale.forms, locale.texts)
    document.documentElement.lang = locale.tag
  } catch { /* The file is gone after an update; the next page load has its new name. */ }
}

/** Keeps the language of the preferences; the page is loaded again when it speaks another one. */
export function adoptLanguage(wanted: string): void {
  const known = wanted in loaders ? wanted : ''
  if (known === stored()) return
  try {
    if (known) localStorage.setItem(KEY, known)
    else localStorage.removeItem(KEY)
  } catch {
    return
  }
  location.reload()
}
