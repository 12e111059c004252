// Data sources: http-api §4. Secrets go in and never come out.
import { request } from './client'
import { array, boolean, ignored, number, object, optional, record, string, unknown, withDefault, type Decoded } from './decode'
import type { Result } from './result'

const listedDecoder = object({ uid: string, name: string, type: string, url: withDefault(string, ''), isDefault: withDefault(boolean, false), readOnly: withDefault(boolean, false) })
const sourceDecoder = object({
  uid: string, name: string, type: string, url: withDefault(string, ''), access: withDefault(string, 'proxy'), user: withDefault(string, ''), database: withDefault(string, ''),
  basicAuth: withDefault(boolean, false), basicAuthUser: withDefault(string, ''), withCredentials: withDefault(boolean, false), isDefault: withDefault(boolean, false),
  jsonData: withDefault(record(unknown), {}), secureJsonFields: withDefault(record(boolean), {}), version: withDefault(number, 0), readOnly: withDefault(boolean, false),
})
const savedDecoder = object({ message: string, datasource: sourceDecoder })
const healthDecoder = object({ status: string, message: withDefault(string, ''), details: optional(unknown) })

export type ListedSource = Decoded<typeof listedDecoder>
export type DataSource = Decoded<typeof sourceDecoder>
export type Health = Decoded<typeof healthDecoder>
export type SourceDraft = Omit<DataSource, 'uid' | 'secureJsonFields' | 'readOnly' | 'version'> & { secureJsonData: Record<string, string>; version?: number }

const path = (uid: string): string => `api/datasources/uid/${encodeURIComponent(uid)}`
const signalled = (signal: AbortSignal | undefined): { signal?: AbortSignal } => (signal ? { signal } : {})

export const listSources = (signal?: AbortSignal): Promise<Result<ListedSource[]>> => request('api/datasources', array(listedDecoder), signalled(signal))
export const getSource = (uid: string, signal?: AbortSignal): Promise<Result<DataSource>> => request(path(uid), sourceDecoder, signalled(signal))
export const deleteSource = (uid: string): Promise<Result<null>> => request(path(uid), ignored, { method: 'DELETE' })

export async function saveSource(uid: string | undefined, draft: SourceDraft): Promise<Result<DataSource>> {
  const answer = await request(uid ? path(uid) : 'api/datasources', savedDecoder, { method: uid ? 'PUT' : 'POST', body: draft })
  return answer.ok ? { ok: true, value: answer.value.datasource } : answer
}

/** Asks the source itself. An unhealthy one is a 400 whose message says why, so it comes back as an error. */
export const checkSource = (uid: string): Promise<Result<Health>> => request(`${path(uid)}/health`, healthDecoder, { patient: false })
