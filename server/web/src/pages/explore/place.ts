// The state of explore in its address: our own parameters, and the JSON that links of other programs carry.
import { isRecord } from '../../api/decode'

export type Exploring = { source: string; query: string; from: string; to: string; view: 'graph' | 'table' }

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The first pane of `left={…}` or `panes={"x":{…}}`. */
function linked(json: string): Partial<Exploring> {
  let pane: unknown
  try { pane = JSON.parse(json) } catch { return {} }
  if (isRecord(pane) && pane['queries'] === undefined) pane = Object.values(pane)[0]
  if (!isRecord(pane)) return {}
  const queries = Array.isArray(pane['queries']) ? pane['queries'].filter(isRecord) : []
  const range = isRecord(pane['range']) ? pane['range'] : {}
  const source = pane['datasource'] ?? queries[0]?.['datasource']
  return { source: isRecord(source) ? text(source['uid']) : text(source), query: text(queries[0]?.['expr']), from: text(range['from']) || 'now-1h', to: text(range['to']) || 'now' }
}

export function exploringOf(query: URLSearchParams): Exploring {
  const link = query.get('panes') ?? query.get('left')
  return {
    source: query.get('source') ?? '', query: query.get('query') ?? '', from: query.get('from') ?? 'now-1h', to: query.get('to') ?? 'now', view: query.get('view') === 'table' ? 'table' : 'graph',
    ...(link ? linked(link) : {}),
  }
}

export const addressOf = (state: Exploring): string =>
  `explore?${new URLSearchParams({ source: state.source, query: state.query, from: state.from, to: state.to, ...(state.view === 'table' ? { view: 'table' } : {}) })}`
