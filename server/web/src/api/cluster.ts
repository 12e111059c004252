// The cluster and its nodes, for server administrators. Times are epoch ms of the database unless said otherwise.
import { request, withQuery } from './client'
import { array, boolean, ignored, number, object, oneOf, optional, string, unknown, withDefault, type Decoded } from './decode'
import { frameDecoder, type Frame } from './queries'
import type { Result } from './result'

const loadDecoder = object({
  requestsPerSecond: optional(number), p50Ms: optional(number), p95Ms: optional(number), queue: optional(number), rssBytes: optional(number), cpu: optional(number), sessions: optional(number), sockets: optional(number),
})
const nodeDecoder = object({
  id: string, name: string, incarnation: withDefault(number, 0), address: withDefault(string, ''), version: withDefault(string, ''), release: withDefault(number, 0), state: string,
  startedAt: withDefault(number, 0), heartbeatAt: withDefault(number, 0), clockOffsetMs: optional(number), lastEvent: withDefault(number, 0), schema: optional(number), load: optional(loadDecoder),
  waitsFor: optional(string), shards: withDefault(number, 0), self: withDefault(boolean, false),
})
const findingDecoder = object({
  id: string, level: withDefault(string, 'yellow'), kind: string, key: optional(string), nodes: withDefault(array(string), []), since: withDefault(number, 0), messageId: withDefault(string, ''), text: string, advice: withDefault(string, ''),
})
const leaseDecoder = object({ name: string, node: withDefault(string, ''), epoch: withDefault(number, 0), takenAt: withDefault(number, 0), leaseUntil: withDefault(number, 0) })
const jobDecoder = object({
  name: string, dueAt: withDefault(number, 0), owner: withDefault(string, ''), startedAt: withDefault(number, 0), finishedAt: withDefault(number, 0), result: withDefault(string, ''), message: withDefault(string, ''),
})
const clusterDecoder = object({
  clusterId: withDefault(string, ''), health: oneOf('ok', 'degraded', 'down'), sentence: object({ messageId: withDefault(string, ''), text: string, args: optional(unknown) }),
  database: object({ kind: string, version: withDefault(string, ''), role: withDefault(string, ''), latencyMs: optional(number), since: optional(number) }),
  /** The database's clock when it answered; without it the newest heartbeat stands for it. */
  now: optional(number),
  nodes: array(nodeDecoder), findings: withDefault(array(findingDecoder), []), leases: withDefault(array(leaseDecoder), []), jobs: withDefault(array(jobDecoder), []),
})
const eventDecoder = object({ id: number, time: number, kind: withDefault(string, ''), node: withDefault(string, ''), messageId: withDefault(string, ''), text: string })
const settingDecoder = object({ section: string, key: string, value: withDefault(string, ''), origin: withDefault(string, ''), differs: withDefault(boolean, false), others: withDefault(array(object({ node: string, value: withDefault(string, '') })), []) })

export type Cluster = Decoded<typeof clusterDecoder>
export type ClusterNode = Decoded<typeof nodeDecoder>
export type Finding = Decoded<typeof findingDecoder>
export type Job = Decoded<typeof jobDecoder>
export type ClusterEvent = Decoded<typeof eventDecoder>
export type NodeSetting = Decoded<typeof settingDecoder>

const nodePath = (id: string): string => `api/cluster/nodes/${encodeURIComponent(id)}`

/** Live: an answer that does not come is said at once, the next period asks again. */
export const getCluster = (signal: AbortSignal): Promise<Result<Cluster>> => request('api/cluster', clusterDecoder, { signal, patient: false })

/** Newest first. */
export async function listEvents(limit: number, signal: AbortSignal): Promise<Result<ClusterEvent[]>> {
  const answer = await request(withQuery('api/cluster/events', { limit }), object({ events: array(eventDecoder) }), { signal, patient: false })
  return answer.ok ? { ok: true, value: answer.value.events.toSorted((a, b) => b.id - a.id) } : answer
}

export async function nodeSettings(id: string, signal: AbortSignal): Promise<Result<NodeSetting[]>> {
  const answer = await request(`${nodePath(id)}/config`, object({ settings: array(settingDecoder) }), { signal })
  return answer.ok ? { ok: true, value: answer.value.settings } : answer
}

export type MetricsQuery = { names: string[]; from: number; to: number; stepMs: number }

/** Self metrics of all nodes: one frame a series, its number field labelled with `__name__` and `node`. */
export async function clusterMetrics({ names, from, to, stepMs }: MetricsQuery, signal: AbortSignal): Promise<Result<Frame[]>> {
  const answer = await request(withQuery('api/cluster/metrics', { names: names.join(), from, to, step: stepMs }), object({ frames: array(frameDecoder) }), { signal, patient: false })
  return answer.ok ? { ok: true, value: answer.value.frames } : answer
}

export const drainNode = (id: string): Promise<Result<null>> => request(`${nodePath(id)}/drain`, ignored, { method: 'POST' })
export const resumeNode = (id: string): Promise<Result<null>> => request(`${nodePath(id)}/resume`, ignored, { method: 'POST' })
export const runJob = (name: string): Promise<Result<null>> => request(`api/cluster/jobs/${encodeURIComponent(name)}/run`, ignored, { method: 'POST' })
