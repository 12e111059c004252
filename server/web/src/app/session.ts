// Who is signed in, and what the node said about itself. Loaded beside the page, never before it.
import { computed, signal } from '@preact/signals'
import { request, whenSignedOut, withQuery, basePath } from '../api/client'
import { array, boolean, number, object, optional, record, string, withDefault, type Decoded } from '../api/decode'
import { adoptLanguage } from './language'
import { adoptTheme } from './theme'

const userDecoder = object({
  id: number, login: string, name: withDefault(string, ''), email: withDefault(string, ''), orgId: number, isGrafanaAdmin: withDefault(boolean, false),
  theme: withDefault(string, ''),
})
const orgsDecoder = array(object({ orgId: number, name: string, role: string }))
const settingsDecoder = object({
  buildInfo: object({ version: string, productVersion: optional(string) }),
  appSubUrl: withDefault(string, ''),
  clusterName: optional(string),
  nodes: optional(object({ up: number, total: number })),
  datasources: withDefault(record(object({ uid: optional(string), type: string, name: string, isDefault: withDefault(boolean, false) })), {}),
  dashboardCapabilities: optional(object({
    panels: array(string), datasources: array(string), variables: array(string), transformations: array(string), mappings: withDefault(array(string), []),
  })),
})
const preferencesDecoder = object({
  theme: withDefault(string, ''), timezone: withDefault(string, ''), homeDashboardUID: withDefault(string, ''), language: withDefault(string, ''), weekStart: withDefault(string, ''),
})

export type User = Decoded<typeof userDecoder>
export type Settings = Decoded<typeof settingsDecoder>
export type Preferences = Decoded<typeof preferencesDecoder>
export type Role = 'Viewer' | 'Editor' | 'Admin'

export const user = signal<User | undefined>(undefined)
export const role = signal<Role | undefined>(undefined)
export const settings = signal<Settings | undefined>(undefined)
export const preferences = signal<Preferences | undefined>(undefined)

/** May save dashboards and make folders somewhere. A single folder can still say otherwise. */
export const isEditor = computed(() => role.value === 'Editor' || role.value === 'Admin' || user.value?.isGrafanaAdmin === true)
export const isAdmin = computed(() => role.value === 'Admin' || user.value?.isGrafanaAdmin === true)
/** Looks after the nodes, not only an organisation. */
export const isServerAdmin = computed(() => user.value?.isGrafanaAdmin === true)
/** The zone to show times in: the preference, else the browser's. */
export const timeZone = computed(() => {
  const wanted = preferences.value?.timezone
  return wanted && wanted !== 'browser' ? (wanted === 'utc' ? 'UTC' : wanted) : Intl.DateTimeFormat().resolvedOptions().timeZone
})

/** Goes to the sign-in page, which comes back here. */
function toSignIn(): void {
  location.assign(basePath() + withQuery('login', { redirect: location.pathname + location.search + location.hash }))
}

export async function loadPreferences(): Promise<void> {
  const answer = await request('api/user/preferences', preferencesDecoder)
  if (!answer.ok) return
  preferences.value = answer.value
  adoptTheme(answer.value.theme)
  adoptLanguage(answer.value.language)
}

export async function loadSettings(): Promise<void> {
  const answer = await request('api/frontend/settings', settingsDecoder)
  if (answer.ok) settings.value = answer.value
}

/** Ends this session; the node clears the cookie and shows the sign-in page. */
export function signOut(): void {
  location.assign(`${basePath()}logout`)
}

/** All answers came, or were refused; a page that depends on rights waits for it. */
export const sessionKnown = signal(false)

/** Asks for all of it at once; each part shows as it comes. */
export async function startSession(): Promise<void> {
  whenSignedOut(toSignIn)
  const [who, orgs] = await Promise.all([request('api/user', userDecoder), request('api/user/orgs', orgsDecoder), loadSettings(), loadPreferences()])
  if (who.ok) user.value = who.value
  const found = who.ok && orgs.ok ? orgs.value.find((org) => org.orgId === who.value.orgId)?.role : undefined
  role.value = found === 'Admin' || found === 'Editor' ? found : 'Viewer'
  sessionKnown.value = true
}
