// The API of a node as far as the UI needs it, on plain state. Handlers return { status, body } or a body.
import { CLUSTER_ROUTES } from './cluster.mjs'
import { CAPABILITIES } from './state.mjs'

const problem = (status, message, messageId) => ({ status, body: { message, messageId, traceID: `mock-${status}` } })
const said = (message) => ({ body: { message } })

function hitOf(state, me, dashboard) {
  const folder = state.folders.find((one) => one.uid === dashboard.folderUid)
  return {
    id: 1, uid: dashboard.uid, title: dashboard.title, uri: `db/${dashboard.uid}`, url: `/d/${dashboard.uid}/${dashboard.uid}`, slug: '', type: 'dash-db', tags: dashboard.tags, isStarred: state.stars.has(`${me.id}:${dashboard.uid}`), sortMeta: 0,
    ...(folder ? { folderId: 1, folderUid: folder.uid, folderTitle: folder.title, folderUrl: `/dashboards/f/${folder.uid}` } : {}),
  }
}

function folderHit(state, folder) {
  const parent = state.folders.find((one) => one.uid === folder.parentUid)
  return { id: 1, uid: folder.uid, title: folder.title, uri: `db/${folder.uid}`, url: `/dashboards/f/${folder.uid}`, slug: '', type: 'dash-folder', tags: [], isStarred: false, sortMeta: 0, ...(parent ? { folderUid: parent.uid, folderTitle: parent.title } : {}) }
}

function search({ state, me, query }) {
  const text = (query.get('query') ?? '').toLowerCase()
  const tags = query.getAll('tag')
  const type = query.get('type')
  const uids = [...query.getAll('dashboardUIDs'), ...query.getAll('dashboardUID')]
  const folders = query.getAll('folderUIDs')
  const hits = [...state.folders.map((one) => folderHit(state, one)), ...state.dashboards.map((one) => hitOf(state, me, one))]
    .filter((hit) => (!type || hit.type === type) && hit.title.toLowerCase().includes(text) && tags.every((tag) => hit.tags.includes(tag)))
    .filter((hit) => (uids.length === 0 || uids.includes(hit.uid)) && (folders.length === 0 || folders.includes(hit.folderUid ?? 'general')) && (query.get('starred') !== 'true' || hit.isStarred))
    .toSorted((a, b) => a.title.localeCompare(b.title))
  if (query.get('sort') === 'alpha-desc') hits.reverse()
  return { body: hits.slice(0, Number(query.get('limit') ?? 1000)) }
}

const mayEdit = (me) => me.role !== 'Viewer'
const denied = problem(403, "You'll need additional permissions to perform this action.", 'access.denied')

function folderBody(state, me, folder) {
  const parents = []
  for (let one = state.folders.find((other) => other.uid === folder.parentUid); one; one = state.folders.find((other) => other.uid === one.parentUid)) parents.unshift({ uid: one.uid, title: one.title })
  return { id: 1, uid: folder.uid, title: folder.title, url: `/dashboards/f/${folder.uid}`, version: folder.version, parentUid: folder.parentUid, parents, canSave: mayEdit(me), canEdit: mayEdit(me), canDelete: mayEdit(me), canAdmin: mayEdit(me) }
}

function withFolder(act) {
  return (context) => {
    const folder = context.state.folders.find((one) => one.uid === context.params.uid)
    return folder ? act(context, folder) : problem(404, 'folder not found', 'folder.notFound')
  }
}

function deleteFolder({ state, me }, folder) {
  if (!mayEdit(me)) return denied
  const below = (uid) => [uid, ...state.folders.filter((one) => one.parentUid === uid).flatMap((one) => below(one.uid))]
  const gone = below(folder.uid)
  state.folders = state.folders.filter((one) => !gone.includes(one.uid))
  state.dashboards = state.dashboards.filter((one) => !gone.includes(one.folderUid))
  return { body: { title: folder.title, message: 'Folder deleted', id: 1 } }
}

function createFolder({ state, me, body }) {
  if (!mayEdit(me)) return denied
  if (!body.title) return problem(400, 'folder title cannot be empty', 'folder.emptyTitle')
  if (state.folders.some((one) => one.title === body.title && one.parentUid === body.parentUid)) return problem(409, 'a folder or dashboard in the general folder with the same name already exists', 'folder.exists')
  const folder = { uid: `f${state.counter += 1}`, title: body.title, parentUid: body.parentUid, version: 1 }
  state.folders.push(folder)
  return { body: folderBody(state, me, folder) }
}

function saveDashboard({ state, me, body }) {
  if (!mayEdit(me)) return denied
  const { dashboard, folderUid = '', overwrite } = body
  const stored = state.dashboards.find((one) => one.uid === dashboard.uid)
  if (stored && !overwrite && stored.version !== dashboard.version) return { status: 412, body: { status: 'version-mismatch', message: 'The dashboard has been changed by someone else' } }
  const next = stored ?? { uid: dashboard.uid ?? `d${state.counter += 1}`, version: 0 }
  Object.assign(next, { title: dashboard.title, tags: dashboard.tags ?? [], folderUid, version: next.version + 1 })
  next.json = { ...dashboard, uid: next.uid, version: next.version }
  if (!stored) state.dashboards.push(next)
  return { body: { id: 1, uid: next.uid, url: `/d/${next.uid}`, slug: next.uid, status: 'success', version: next.version } }
}

function importDashboard(context) {
  const { dashboard, folderUid, overwrite } = context.body
  const same = context.state.dashboards.find((one) => one.title === dashboard.title && one.folderUid === folderUid)
  if (same && !overwrite) return { status: 412, body: { status: 'name-exists', message: 'A dashboard with the same name in the folder already exists' } }
  const saved = saveDashboard({ ...context, body: { dashboard: same ? { ...dashboard, uid: same.uid } : dashboard, folderUid, overwrite } })
  return saved.status ? saved : { body: { uid: saved.body.uid, title: dashboard.title, imported: true, importedUrl: saved.body.url } }
}

const dashboardOf = (act) => (context) => {
  const found = context.state.dashboards.find((one) => one.uid === context.params.uid)
  return found ? act(context, found) : problem(404, 'Dashboard not found', 'dashboard.notFound')
}

const sourceBody = (source) => ({ orgId: 1, typeLogoUrl: '', access: 'proxy', user: '', database: '', basicAuth: false, basicAuthUser: '', withCredentials: false, ...source })

function saveSource({ state, me, body, params }) {
  if (me.role !== 'Admin') return denied
  const stored = state.datasources.find((one) => one.uid === params.uid)
  if (params.uid && !stored) return problem(404, 'Data source not found', 'datasource.notFound')
  if (stored?.readOnly) return problem(403, 'Cannot update read-only data source', 'datasource.readOnly')
  if (state.datasources.some((one) => one.name === body.name && one !== stored)) return problem(409, 'data source with the same name already exists', 'datasource.nameExists')
  if (body.isDefault) for (const one of state.datasources) one.isDefault = false
  const source = stored ?? { id: state.counter += 1, uid: `s${state.counter}`, readOnly: false, version: 0, secureJsonFields: {} }
  const { secureJsonData = {}, ...rest } = body
  Object.assign(source, rest, { version: source.version + 1 })
  for (const key of Object.keys(secureJsonData)) source.secureJsonFields[key] = true
  if (!stored) state.datasources.push(source)
  return { body: { id: source.id, name: source.name, message: stored ? 'Datasource updated' : 'Datasource added', datasource: sourceBody(source) } }
}

const sourceOf = (act) => (context) => {
  const found = context.state.datasources.find((one) => one.uid === context.params.uid)
  return found ? act(context, found) : problem(404, 'Data source not found', 'datasource.notFound')
}

function health(_, source) {
  if (source.type === 'prometheus' && source.url.includes('localhost')) return { status: 400, body: { status: 'ERROR', message: `No answer from ${source.url}: connection refused.` } }
  return { body: { status: 'OK', message: source.type === 'prometheus' ? 'Successfully queried the Prometheus API.' : 'Data source is working' } }
}

function settings({ state }) {
  return {
    body: {
      buildInfo: { version: '10.4.0', productVersion: '0.1.0', commit: '', edition: '' }, appSubUrl: '', clusterName: 'prod-eu', nodes: state.nodes, defaultDatasource: 'Prometheus EU',
      datasources: Object.fromEntries(state.datasources.map((one) => [one.name, { uid: one.uid, type: one.type, name: one.name, isDefault: one.isDefault, meta: {} }])), dashboardCapabilities: CAPABILITIES,
    },
  }
}

/** Answers like a Prometheus: two series over the range, or an error for a query that has one. */
function query({ state, body }) {
  const [asked] = body.queries
  if (!state.datasources.some((one) => one.uid === asked.datasource.uid)) return problem(404, 'Data source not found', 'datasource.notFound')
  if (asked.expr.includes('((')) return { status: 400, body: { results: { A: { status: 400, error: 'parse error: unexpected end of input', frames: [] } } } }
  if (asked.expr === 'absent') return { body: { results: { A: { status: 200, frames: [] } } } }
  const [from, to] = [Number(body.from), Number(body.to)]
  const times = asked.instant ? [to] : Array.from({ length: 121 }, (_, i) => Math.round(from + (to - from) * i / 120))
  const frame = (instance, base) => ({ schema: { refId: 'A', fields: [{ name: 'Time', type: 'time' }, { name: 'Value', type: 'number', labels: { __name__: 'up', job: 'node', instance } }] }, data: { values: [times, times.map((time) => base + Math.sin(time / 4e5) * 10)] } })
  return { body: { results: { A: { status: 200, frames: [frame('web-1', 40), frame('web-2', 60)] } } } }
}

/** Method and path → handler. `:name` is one part of the path. */
export const ROUTES = [
  ...CLUSTER_ROUTES,
  ['GET', 'api/user', ({ me }) => ({ body: { id: me.id, login: me.login, name: me.name, email: me.email, theme: '', orgId: 1, isGrafanaAdmin: me.isGrafanaAdmin } })],
  ['PUT', 'api/user/password', ({ me, body }) => (body.oldPassword === me.password ? (body.newPassword.length < 4 ? problem(400, 'New password is too short', 'password.short') : said('User password changed')) : problem(401, 'Invalid old password', 'password.wrong'))],
  ['GET', 'api/user/orgs', ({ me }) => ({ body: [{ orgId: 1, name: 'Main', role: me.role }] })],
  ['GET', 'api/user/preferences', ({ state }) => ({ body: state.preferences })],
  ['PATCH', 'api/user/preferences', ({ state, body }) => { Object.assign(state.preferences, body); return said('Preferences updated') }],
  ['GET', 'api/user/auth-tokens', ({ state }) => ({ body: state.logins })],
  ['POST', 'api/user/revoke-auth-token', ({ state, body }) => { state.logins = state.logins.filter((one) => one.id !== body.authTokenId); return said('User auth token revoked') }],
  ['POST', 'api/user/stars/dashboard/uid/:uid', ({ state, me, params }) => { state.stars.add(`${me.id}:${params.uid}`); return said('Dashboard starred!') }],
  ['DELETE', 'api/user/stars/dashboard/uid/:uid', ({ state, me, params }) => { state.stars.delete(`${me.id}:${params.uid}`); return said('Dashboard unstarred') }],
  ['GET', 'api/frontend/settings', settings],
  ['POST', 'api/ds/query', query],
  ['GET', 'api/search', search],
  ['GET', 'api/dashboards/tags', ({ state }) => {
    const counts = new Map()
    for (const tag of state.dashboards.flatMap((one) => one.tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1)
    return { body: [...counts].map(([term, count]) => ({ term, count })).toSorted((a, b) => a.term.localeCompare(b.term)) }
  }],
  ['GET', 'api/dashboards/uid/:uid', dashboardOf(({ me, state }, found) => ({ body: { dashboard: found.json, meta: { folderUid: found.folderUid, folderTitle: state.folders.find((one) => one.uid === found.folderUid)?.title ?? 'General', canSave: mayEdit(me), canDelete: mayEdit(me), provisioned: false } } }))],
  ['DELETE', 'api/dashboards/uid/:uid', dashboardOf(({ me, state }, found) => {
    if (!mayEdit(me)) return denied
    state.dashboards = state.dashboards.filter((one) => one !== found)
    return said(`Dashboard ${found.title} deleted`)
  })],
  ['POST', 'api/dashboards/db', saveDashboard],
  ['POST', 'api/dashboards/import', importDashboard],
  ['GET', 'api/folders', ({ state, query }) => ({ body: state.folders.filter((one) => (one.parentUid ?? '') === (query.get('parentUid') ?? '')).map(({ uid, title, parentUid }) => ({ id: 1, uid, title, parentUid })) })],
  ['POST', 'api/folders', createFolder],
  ['GET', 'api/folders/:uid', withFolder(({ state, me }, folder) => ({ body: folderBody(state, me, folder) }))],
  ['PUT', 'api/folders/:uid', withFolder(({ state, me, body }, folder) => { Object.assign(folder, { title: body.title, version: folder.version + 1 }); return { body: folderBody(state, me, folder) } })],
  ['DELETE', 'api/folders/:uid', withFolder(deleteFolder)],
  ['POST', 'api/folders/:uid/move', withFolder(({ state, me, body }, folder) => { folder.parentUid = body.parentUid || undefined; return { body: folderBody(state, me, folder) } })],
  ['GET', 'api/folders/:uid/counts', withFolder(({ state }, folder) => ({ body: { folder: state.folders.filter((one) => one.parentUid === folder.uid).length, dashboard: state.dashboards.filter((one) => one.folderUid === folder.uid).length } }))],
  ['GET', 'api/datasources', ({ state }) => ({ body: state.datasources.map(sourceBody) })],
  ['POST', 'api/datasources', saveSource],
  ['GET', 'api/datasources/uid/:uid', sourceOf((_, source) => ({ body: sourceBody(source) }))],
  ['PUT', 'api/datasources/uid/:uid', saveSource],
  ['DELETE', 'api/datasources/uid/:uid', sourceOf(({ state, me }, source) => {
    if (me.role !== 'Admin') return denied
    state.datasources = state.datasources.filter((one) => one !== source)
    return { body: { id: source.id, message: 'Data source deleted' } }
  })],
  ['GET', 'api/datasources/uid/:uid/health', sourceOf(health)],
]
