// Stored dashboards: http-api §3.2. What is drawn of them comes by the view stream.
import { request } from './client'
import { boolean, ignored, number, object, optional, record, string, unknown, withDefault, type Decoded } from './decode'
import type { Result } from './result'

const metaDecoder = object({ folderUid: withDefault(string, ''), folderTitle: withDefault(string, ''), canSave: withDefault(boolean, false), canDelete: withDefault(boolean, false), provisioned: withDefault(boolean, false) })
const storedDecoder = object({ dashboard: record(unknown), meta: metaDecoder })
const savedDecoder = object({ uid: string, url: string, version: number })
const importedDecoder = object({ uid: string, importedUrl: withDefault(string, ''), title: string })

export type StoredDashboard = Decoded<typeof storedDecoder>
export type Saved = Decoded<typeof savedDecoder>

const path = (uid: string): string => `api/dashboards/uid/${encodeURIComponent(uid)}`

export const getDashboard = (uid: string, signal?: AbortSignal): Promise<Result<StoredDashboard>> => request(path(uid), storedDecoder, signal ? { signal } : {})
export const deleteDashboard = (uid: string): Promise<Result<null>> => request(path(uid), ignored, { method: 'DELETE' })

export type SaveOptions = { folderUid?: string; message?: string; overwrite?: boolean }
export const saveDashboard = (dashboard: Record<string, unknown>, options: SaveOptions): Promise<Result<Saved>> =>
  request('api/dashboards/db', savedDecoder, { method: 'POST', body: { dashboard, ...options } })

/** Moves by saving the same text under another folder; fails with `conflict` if somebody saved in between. */
export async function moveDashboard(uid: string, folderUid: string, message: string): Promise<Result<Saved>> {
  const stored = await getDashboard(uid)
  return stored.ok ? saveDashboard(stored.value.dashboard, { folderUid, message }) : stored
}

export type ImportInput = { name: string; type: string; pluginId: string; value: string }
export const importDashboard = (dashboard: Record<string, unknown>, inputs: ImportInput[], folderUid: string, overwrite: boolean): Promise<Result<Decoded<typeof importedDecoder>>> =>
  request('api/dashboards/import', importedDecoder, { method: 'POST', body: { dashboard, inputs, folderUid, overwrite } })

const homeDecoder = object({ redirectUri: optional(string) })
/** Path of the home dashboard where a preference names one. */
export const homeDashboard = (signal?: AbortSignal): Promise<Result<{ redirectUri: string | undefined }>> => request('api/dashboards/home', homeDecoder, signal ? { signal } : {})
