// The form of a data source as one value: from what is stored, to what is sent.
import type { DataSource, SourceDraft } from '../../api/datasources'

export type Draft = {
  type: string
  name: string
  url: string
  isDefault: boolean
  basicAuth: boolean
  basicAuthUser: string
  /** Empty: the stored password stays. */
  basicAuthPassword: string
  timeInterval: string
  httpMethod: string
  tlsSkipVerify: boolean
}
export type DraftErrors = Partial<Record<keyof Draft, 'missing' | 'url' | 'interval'>>

export const emptyDraft = (type: string): Draft => ({
  type, name: '', url: '', isDefault: false, basicAuth: false, basicAuthUser: '', basicAuthPassword: '', timeInterval: '', httpMethod: 'POST', tlsSkipVerify: false,
})

const text = (value: unknown, fallback = ''): string => (typeof value === 'string' ? value : fallback)

export const draftOf = (source: DataSource): Draft => ({
  type: source.type, name: source.name, url: source.url, isDefault: source.isDefault, basicAuth: source.basicAuth, basicAuthUser: source.basicAuthUser, basicAuthPassword: '',
  timeInterval: text(source.jsonData['timeInterval']), httpMethod: text(source.jsonData['httpMethod'], 'POST'), tlsSkipVerify: source.jsonData['tlsSkipVerify'] === true,
})

/** Which fields cannot be sent as they are. */
export function errorsOf(draft: Draft, needsUrl: boolean): DraftErrors {
  const errors: DraftErrors = {}
  if (!draft.name.trim()) errors.name = 'missing'
  if (needsUrl && !draft.url.trim()) errors.url = 'missing'
  else if (needsUrl && !isHttpUrl(draft.url.trim())) errors.url = 'url'
  if (draft.timeInterval && !/^\d+(ms|s|m|h|d)$/.test(draft.timeInterval.trim())) errors.timeInterval = 'interval'
  if (draft.basicAuth && !draft.basicAuthUser.trim()) errors.basicAuthUser = 'missing'
  return errors
}

function isHttpUrl(wanted: string): boolean {
  try { return /^https?:$/.test(new URL(wanted).protocol) } catch { return false }
}

/** What is sent; settings that the form does not show stay as they were. */
export function toSend(draft: Draft, stored: DataSource | undefined): SourceDraft {
  const jsonData: Record<string, unknown> = { ...stored?.jsonData }
  const put = (key: string, value: unknown, keep: boolean): void => {
    if (keep) jsonData[key] = value
    else delete jsonData[key]
  }
  if (draft.type === 'prometheus') {
    put('httpMethod', draft.httpMethod, true)
    put('timeInterval', draft.timeInterval.trim(), draft.timeInterval.trim() !== '')
    put('tlsSkipVerify', true, draft.tlsSkipVerify)
  }
  return {
    name: draft.name.trim(), type: draft.type, access: 'proxy', url: draft.url.trim(), user: stored?.user ?? '', database: stored?.database ?? '', basicAuth: draft.basicAuth,
    basicAuthUser: draft.basicAuth ? draft.basicAuthUser.trim() : '', withCredentials: stored?.withCredentials ?? false, isDefault: draft.isDefault, jsonData,
    secureJsonData: draft.basicAuth && draft.basicAuthPassword ? { basicAuthPassword: draft.basicAuthPassword } : {}, ...(stored ? { version: stored.version } : {}),
  }
}
