// What states of the cluster are called, and their shape.
import type { Cluster, ClusterNode } from '../../api/cluster'
import type { State } from '../../ui/glyph'
import { msg, serverText, t, type PlainId } from '../../ui/i18n'

const NODE_STATES: Record<string, { state: State; word: PlainId }> = {
  ready: { state: 'ok', word: msg('node.ready') }, starting: { state: 'degraded', word: msg('node.starting') }, draining: { state: 'degraded', word: msg('node.draining') }, gone: { state: 'down', word: msg('node.gone') },
}

/** Shape and word of a node's state; one that a later release reports is shown as it calls itself. */
export function nodeState(node: Pick<ClusterNode, 'state'>): { state: State; word: string } {
  const known = NODE_STATES[node.state]
  return known ? { state: known.state, word: t(known.word) } : { state: 'unknown', word: node.state }
}

const HEALTH: Record<Cluster['health'], { state: State; word: PlainId }> = {
  ok: { state: 'ok', word: msg('cluster.healthUp') }, degraded: { state: 'degraded', word: msg('cluster.healthDegraded') }, down: { state: 'down', word: msg('cluster.healthDown') },
}

export const health = (of: Cluster['health']): { state: State; word: string } => ({ state: HEALTH[of].state, word: t(HEALTH[of].word) })

/** The server's sentence in the reader's language where it is known. */
export function sentenceText({ messageId, text, args }: Cluster['sentence']): string {
  const values = Array.isArray(args) ? args.filter((one): one is string | number => typeof one === 'string' || typeof one === 'number') : []
  return (messageId && serverText(messageId, values)) || text
}

const DATABASES: Record<string, string> = { postgres: 'PostgreSQL', postgresql: 'PostgreSQL', mysql: 'MySQL', mariadb: 'MariaDB', sqlite: 'SQLite', sqlite3: 'SQLite' }
export const databaseName = (kind: string): string => DATABASES[kind.toLowerCase()] ?? kind

/** Signed milliseconds: `+2`, `−1`. */
export const offsetText = (ms: number | undefined): string => (ms === undefined ? '–' : ms > 0 ? `+${ms}` : String(ms).replace('-', '−'))

/** The database's clock now: what it said, else the newest heartbeat, and the time that has passed here since. */
export function databaseNow(cluster: Cluster, at: number, now: number): number {
  return (cluster.now ?? Math.max(0, ...cluster.nodes.map((node) => node.heartbeatAt))) + Math.max(0, now - at)
}
