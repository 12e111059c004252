// Folders: http-api §3.1.
import { request, withQuery } from './client'
import { array, boolean, ignored, number, object, optional, string, withDefault, type Decoded, type Decoder } from './decode'
import type { Result } from './result'

const parentDecoder = object({ uid: string, title: string })
const folderDecoder = object({
  uid: string, title: string, url: withDefault(string, ''), version: withDefault(number, 0), parentUid: optional(string), parents: withDefault(array(parentDecoder), []),
  canSave: withDefault(boolean, false), canEdit: withDefault(boolean, false), canDelete: withDefault(boolean, false), canAdmin: withDefault(boolean, false),
})
const listedDecoder = object({ uid: string, title: string, parentUid: optional(string) })
const countsDecoder: Decoder<{ folder: number; dashboard: number }> = object({ folder: withDefault(number, 0), dashboard: withDefault(number, 0) })

export type Folder = Decoded<typeof folderDecoder>
export type ListedFolder = Decoded<typeof listedDecoder>

const path = (uid: string): string => `api/folders/${encodeURIComponent(uid)}`
const signalled = (signal: AbortSignal | undefined): { signal?: AbortSignal } => (signal ? { signal } : {})

export const listFolders = (parentUid: string | undefined, signal?: AbortSignal): Promise<Result<ListedFolder[]>> =>
  request(withQuery('api/folders', { parentUid, limit: 1000 }), array(listedDecoder), signalled(signal))
export const getFolder = (uid: string, signal?: AbortSignal): Promise<Result<Folder>> => request(path(uid), folderDecoder, signalled(signal))
export const folderCounts = (uid: string): Promise<Result<{ folder: number; dashboard: number }>> => request(`${path(uid)}/counts`, countsDecoder)
export const createFolder = (title: string, parentUid: string | undefined): Promise<Result<Folder>> =>
  request('api/folders', folderDecoder, { method: 'POST', body: { title, ...(parentUid ? { parentUid } : {}) } })
export const renameFolder = (uid: string, title: string, version: number): Promise<Result<Folder>> => request(path(uid), folderDecoder, { method: 'PUT', body: { title, version } })
export const moveFolder = (uid: string, parentUid: string): Promise<Result<null>> => request(`${path(uid)}/move`, ignored, { method: 'POST', body: { parentUid } })
export const deleteFolder = (uid: string): Promise<Result<null>> => request(path(uid), ignored, { method: 'DELETE' })
