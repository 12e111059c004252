// Theme and density. early.js has put the stored choice on <html> before the first paint.
import { computed, effect, signal } from '@preact/signals'
import { announce } from '../ui/announce'
import { t } from '../ui/i18n'

export type Theme = 'light' | 'dark' | 'contrast'
export type ThemeChoice = Theme | 'system'
export type Density = 'comfortable' | 'compact'
export const THEME_CHOICES: readonly ThemeChoice[] = ['system', 'light', 'dark', 'contrast']

const isTheme = (text: string | null | undefined): text is Theme => text === 'light' || text === 'dark' || text === 'contrast'

function stored(key: string): string | null {
  try { return localStorage.getItem(key) } catch { return null }
}

function store(key: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(key)
    else localStorage.setItem(key, value)
  } catch { /* Storage is off: the choice holds for this page. */ }
}

const fromAddress = (): Theme | undefined => {
  const wanted = new URLSearchParams(location.search).get('theme')
  return isTheme(wanted) ? wanted : undefined
}
const fromStore = (): ThemeChoice => {
  const kept = stored('mdash.theme')
  return isTheme(kept) ? kept : 'system'
}

/** What the reader chose; `?theme=` holds for this page only. */
export const themeChoice = signal<ThemeChoice>(fromAddress() ?? fromStore())
export const density = signal<Density>(stored('mdash.density') === 'compact' ? 'compact' : 'comfortable')

const darkSystem = signal(false)
const contrastSystem = signal(false)
/** What is shown: charts draw with the colours of this theme. */
export const shownTheme = computed<Theme>(() => {
  if (themeChoice.value !== 'system') return themeChoice.value
  if (contrastSystem.value) return 'contrast'
  return darkSystem.value ? 'dark' : 'light'
})

const THEME_NAMES = { system: () => t('theme.system'), light: () => t('theme.light'), dark: () => t('theme.dark'), contrast: () => t('theme.contrast') }
export const themeName = (choice: ThemeChoice): string => THEME_NAMES[choice]()

export function chooseTheme(choice: ThemeChoice): void {
  themeChoice.value = choice
  store('mdash.theme', choice === 'system' ? undefined : choice)
  announce(t('theme.now', themeName(choice)))
}

/** A preference kept at the server, applied where this browser has no choice of its own. */
export function adoptTheme(preference: string): void {
  if (fromAddress() === undefined && stored('mdash.theme') === null && isTheme(preference)) themeChoice.value = preference
}

export function chooseDensity(choice: Density): void {
  density.value = choice
  store('mdash.density', choice === 'compact' ? choice : undefined)
}

function follow(query: string, target: typeof darkSystem): void {
  const list = matchMedia(query)
  target.value = list.matches
  list.addEventListener('change', (event) => { target.value = event.matches })
}

export function startTheme(): void {
  follow('(prefers-color-scheme: dark)', darkSystem)
  follow('(prefers-contrast: more)', contrastSystem)
  const root = document.documentElement
  effect(() => {
    if (themeChoice.value === 'system') delete root.dataset['theme']
    else root.dataset['theme'] = themeChoice.value
  })
  effect(() => {
    if (density.value === 'compact') root.dataset['density'] = 'compact'
    else delete root.dataset['density']
  })
}
