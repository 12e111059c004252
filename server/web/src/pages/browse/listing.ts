// What the browse page shows for an address: a folder's content, or what a search found anywhere.
import { listFolders, getFolder, type Folder } from '../../api/folders'
import { ok, type Result } from '../../api/result'
import { search, type Hit } from '../../api/search'

export type Filter = { query: string; tags: string[]; starred: boolean; descending: boolean }
export type Row = { kind: 'folder' | 'dashboard'; uid: string; title: string; url: string; tags: string[]; isStarred: boolean; folderTitle: string | undefined }
export type Listing = { folder: Folder | undefined; rows: Row[]; more: boolean; /** Found by a search, so from any folder. */ searched: boolean }

export const LIMIT = 500
const ROOT = 'general'

export const filterOf = (query: URLSearchParams): Filter => ({
  query: query.get('query') ?? '', tags: query.getAll('tag'), starred: query.get('starred') === 'true', descending: query.get('sort') === 'alpha-desc',
})

export const isSearch = (filter: Filter): boolean => filter.query !== '' || filter.tags.length > 0 || filter.starred

const toRow = (hit: Hit): Row => ({
  kind: hit.type === 'dash-folder' ? 'folder' : 'dashboard', uid: hit.uid, title: hit.title, url: hit.url, tags: hit.tags, isStarred: hit.isStarred, folderTitle: hit.folderTitle,
})

/** Folders before dashboards, each by title. */
export function sorted(rows: Row[], descending: boolean): Row[] {
  return rows.toSorted((a, b) => a.kind === b.kind ? (descending ? -1 : 1) * a.title.localeCompare(b.title) : a.kind === 'folder' ? -1 : 1)
}

async function found(filter: Filter, folderUid: string | undefined, signal: AbortSignal): Promise<Result<Listing>> {
  const answer = await search({
    query: filter.query, tag: filter.tags, limit: LIMIT, ...(filter.starred ? { starred: true, type: 'dash-db' } : {}), ...(filter.descending ? { sort: 'alpha-desc' } : {}), ...(folderUid ? { folderUIDs: [folderUid] } : {}),
  }, signal)
  return answer.ok ? ok({ folder: undefined, rows: sorted(answer.value.map(toRow), filter.descending), more: answer.value.length === LIMIT, searched: true }) : answer
}

async function content(folderUid: string | undefined, filter: Filter, signal: AbortSignal): Promise<Result<Listing>> {
  const [folder, folders, dashboards] = await Promise.all([
    folderUid ? getFolder(folderUid, signal) : ok(undefined), listFolders(folderUid, signal), search({ folderUIDs: [folderUid ?? ROOT], type: 'dash-db', limit: LIMIT }, signal),
  ])
  if (!folder.ok) return folder
  if (!folders.ok) return folders
  if (!dashboards.ok) return dashboards
  const rows: Row[] = [
    ...folders.value.map((one): Row => ({ kind: 'folder', uid: one.uid, title: one.title, url: `dashboards/f/${encodeURIComponent(one.uid)}`, tags: [], isStarred: false, folderTitle: undefined })),
    ...dashboards.value.map(toRow),
  ]
  return ok({ folder: folder.value, rows: sorted(rows, filter.descending), more: dashboards.value.length === LIMIT, searched: false })
}

export async function loadListing(folderUid: string | undefined, filter: Filter, signal: AbortSignal): Promise<Result<Listing>> {
  if (!isSearch(filter)) return content(folderUid, filter, signal)
  const answer = await found(filter, folderUid, signal)
  if (!answer.ok || !folderUid) return answer
  const folder = await getFolder(folderUid, signal)
  return folder.ok ? ok({ ...answer.value, folder: folder.value }) : folder
}
