// The stream of POST /api/dashboards/uid/:uid/view, and options of long variables.
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { TWENTY, kindsLayout, kindsViews, longLayout, longView, twentyView } from './kinds.mjs'
import { LAYOUT, VARIABLES, paymentsView } from './payments.mjs'

const UNITS = { s: 1e3, m: 6e4, h: 36e5, d: 864e5 }

function resolve(text, now) {
  const match = /^now(?:-(\d+)([smhd]))?$/.exec(text)
  return match ? now - Number(match[1] ?? 0) * (UNITS[match[2]] ?? 0) : Number(text)
}

const DASHBOARDS = {
  payments: { title: 'Payments API', layout: () => LAYOUT, view: (placed, range) => paymentsView(placed.id, range), variables: VARIABLES, folder: { uid: 'prod', title: 'Production' }, starred: true, graphTooltip: 1,
    annotations: (range) => [{ time: range.from + (range.to - range.from) * 0.31, title: 'Deploy 2.41.0', text: 'Deploy 2.41.0 by Ana Lopez', colour: 'blue' }] },
  kinds: { title: 'Every kind', layout: (range) => kindsLayout(range), view: (placed, range) => kindsViews(range)[placed.id - 1], variables: [] },
  twenty: { title: 'Twenty panels', layout: () => TWENTY, view: (placed, range, round) => twentyView(placed.id, range, round), variables: [] },
  long: { title: 'Long', layout: (_, rows) => longLayout(rows), view: longView, variables: VARIABLES.slice(2, 4) },
  manyoptions: { title: 'Many options', layout: () => [], view: () => null, variables: [{ name: 'pod', label: 'Pod', type: 'query', values: Array.from({ length: 500 }, (_, i) => `pod-${i}`), more: 4500, current: ['pod-7'] }, { name: 'bad', label: 'Bad', type: 'query', values: [], current: [], error: 'Prometheus EU did not answer within 30 s.' }] },
  empty: { title: 'Nothing yet', layout: () => [], view: () => null, variables: [] },
}

function variableLine(variable, chosen) {
  const values = chosen?.[variable.name] ?? variable.current
  const text = values.map((value) => (value === '$__all' ? 'All' : value))
  return {
    kind: 'variable', name: variable.name, label: variable.label, type: variable.type, hide: 0, state: variable.error ? 'error' : 'ready', ...(variable.error ? { error: variable.error } : {}), multi: variable.multi, includeAll: variable.includeAll, more: variable.more,
    current: { text, value: values }, options: [...(variable.includeAll ? [{ text: 'All', value: '$__all' }] : []), ...variable.values.map((value) => ({ text: value, value }))],
  }
}

function dashboardLine(uid, dashboard, body, range) {
  const raw = { from: body.from || 'now-1h', to: body.to || 'now' }
  return {
    kind: 'dashboard', uid, version: 1, title: dashboard.title, tags: [], range: { ...range, raw }, timezone: body.timezone ?? 'browser', refresh: '', refreshChoices: ['5s', '10s', '30s', '1m', '5m'], graphTooltip: dashboard.graphTooltip ?? 0,
    links: dashboard.links ?? [], variables: dashboard.variables.map((one) => one.name), layout: dashboard.layout(range, body.rows ?? {}), folder: dashboard.folder, starred: dashboard.starred, canEdit: true,
  }
}

function wanted(body, layout) {
  const panels = layout.filter((one) => one.type !== 'row')
  if (body.panels) return body.panels.flatMap((asked) => panels.filter((one) => one.id === asked.id && one.repeatIndex === asked.repeatIndex).map((placed) => ({ placed, etag: asked.etag })))
  return panels.filter((one) => !body.window || one.y * 38 < body.window.height).map((placed) => ({ placed, etag: undefined }))
}

let round = 0

async function stream({ state, params, body }, response, node) {
  const dashboard = DASHBOARDS[params.uid] ?? (state.dashboards.some((one) => one.uid === params.uid) ? DASHBOARDS.empty : undefined)
  if (!dashboard) {
    response.writeHead(404, { 'Content-Type': 'application/json', 'X-Mdash-Node': node })
    return response.end(JSON.stringify({ message: 'Dashboard not found', messageId: 'dashboard.notFound' }))
  }
  response.writeHead(200, { 'Content-Type': 'application/x-ndjson', 'Cache-Control': 'no-store', 'X-Mdash-Node': node })
  round += 1
  const now = state.fault.now ?? Date.now()
  const range = { from: resolve(body.from || 'now-1h', now), to: resolve(body.to || 'now', now) }
  const line = (value) => response.write(`${JSON.stringify(value)}\n`)
  const head = dashboardLine(params.uid, dashboard, body, range)
  if (!body.panelsOnly) {
    line(head)
    for (const variable of dashboard.variables) line(variableLine(variable, body.variables))
  }
  for (const { placed, etag } of wanted(body, head.layout)) {
    if (state.fault.slow) await sleep(state.fault.slow)
    if (state.fault.cut) { // after the head has left: a browser repeats by itself what was cut before
      state.fault.cut -= 1
      response.write('\n')
      await sleep(30)
      return response.destroy()
    }
    if (state.fault.moved) { state.fault.moved -= 1; line({ kind: 'moved' }); return response.end() }
    const view = dashboard.view(placed, range, round)
    const own = createHash('sha1').update(JSON.stringify(view)).digest('hex').slice(0, 12)
    const key = { kind: 'panel', id: placed.id, ...(placed.repeatIndex === undefined ? {} : { repeatIndex: placed.repeatIndex }), etag: own }
    line(own === etag ? { ...key, same: true } : { ...key, view })
  }
  if (!body.panelsOnly && dashboard.annotations) line({ kind: 'annotations', items: dashboard.annotations(range) })
  line({ kind: 'end', ms: 5 })
  return response.end()
}

function options({ params, query }, response, node) {
  const search = query.get('search') ?? ''
  const all = Array.from({ length: 5000 }, (_, i) => `pod-${i}`).filter((one) => one.includes(search))
  response.writeHead(200, { 'Content-Type': 'application/json', 'X-Mdash-Node': node })
  response.end(JSON.stringify({ options: all.slice(0, 100).map((value) => ({ text: value, value })), more: Math.max(0, all.length - 100), name: params.name }))
}

export const VIEWS = [
  ['POST', 'api/dashboards/uid/:uid/view', stream],
  ['GET', 'api/dashboards/uid/:uid/variables/:name/options', options],
]
