// Search, tags and stars: http-api §3.3 and §2.1.
import { request, withQuery } from './client'
import { array, boolean, ignored, number, object, oneOf, optional, string, withDefault, type Decoded } from './decode'
import type { Result } from './result'

const hitDecoder = object({
  uid: string, title: string, url: string, type: oneOf('dash-db', 'dash-folder'), tags: withDefault(array(string), []), isStarred: withDefault(boolean, false),
  folderUid: optional(string), folderTitle: optional(string), folderUrl: optional(string),
})
export type Hit = Decoded<typeof hitDecoder>

export type SearchQuery = {
  query?: string
  tag?: string[]
  type?: 'dash-db' | 'dash-folder'
  folderUIDs?: string[]
  dashboardUIDs?: string[]
  starred?: boolean
  limit?: number
  page?: number
  sort?: string
}

export const search = (query: SearchQuery, signal?: AbortSignal): Promise<Result<Hit[]>> =>
  request(withQuery('api/search', query), array(hitDecoder), signal ? { signal } : {})

const tagDecoder = object({ term: string, count: number })
export type Tag = Decoded<typeof tagDecoder>
export const tags = (signal?: AbortSignal): Promise<Result<Tag[]>> => request('api/dashboards/tags', array(tagDecoder), signal ? { signal } : {})

export const setStar = (uid: string, starred: boolean): Promise<Result<null>> =>
  request(`api/user/stars/dashboard/uid/${encodeURIComponent(uid)}`, ignored, { method: starred ? 'POST' : 'DELETE' })
