// Plays a node for work on the browser UI and for its tests: the built files and the API on plain state. Never part of a release.
// `node mockserver.mjs [--port 3000] [--dist ../../server/web/dist]`; user admin, password admin; or viewer, viewer.
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { randomUUID } from 'node:crypto'
import { extname, join, normalize } from 'node:path'
import { createGzip, gzipSync } from 'node:zlib'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { ROUTES } from './mock/api.mjs'
import { VIEWS } from './mock/views.mjs'
import { freshState } from './mock/state.mjs'

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' }
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
const NODE = 'node-b'

function matches(pattern, path) {
  const [wanted, found] = [pattern.split('/'), path.split('/')]
  if (wanted.length !== found.length) return undefined
  const params = {}
  for (const [i, part] of wanted.entries()) {
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(found[i])
    else if (part !== found[i]) return undefined
  }
  return params
}

async function bodyOf(request) {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString()
  return text ? JSON.parse(text) : undefined
}

const send = (response, status, body, headers = {}) => {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', 'X-Mdash-Node': NODE, ...headers })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}

function login(state, body, response) {
  if (state.fault.throttled) return send(response, 429, { message: 'Too many attempts', messageId: 'login.busy' }, { 'Retry-After': String(state.fault.throttled) })
  const user = state.users.find((one) => one.login === body?.user && one.password === body?.password)
  if (!user) return send(response, 401, { message: 'Invalid username or password', messageId: 'login.failed' })
  const token = randomUUID()
  state.sessions.set(token, user)
  return send(response, 200, { message: 'Logged in' }, { 'Set-Cookie': `dashboard_session=${token}; HttpOnly; Path=/; SameSite=Lax` })
}

/** As a node does that is served at the root. */
const pageText = (file) => readFileSync(file, 'utf8').replaceAll('__BASE__', '/')

function sendFile(request, response, file) {
  const zipped = /gzip/.test(request.headers['accept-encoding'] ?? '') && statSync(file).size > 500
  response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream', 'Content-Security-Policy': POLICY, 'X-Mdash-Node': NODE, 'Cache-Control': file.includes('/public/build/') ? 'max-age=31536000, immutable' : 'no-cache', ...(zipped ? { 'Content-Encoding': 'gzip' } : {}) })
  if (file.endsWith('.html')) response.end(zipped ? gzipSync(pageText(file)) : pageText(file))
  else if (zipped) createReadStream(file).pipe(createGzip()).pipe(response)
  else response.end(readFileSync(file))
}

function page(state, dist, request, response, path, me) {
  const file = join(dist, normalize(`/${path}`))
  if (path && existsSync(file) && statSync(file).isFile()) return sendFile(request, response, file)
  if (path === 'login') return sendFile(request, response, join(dist, 'login.html'))
  if (path === 'logout') {
    state.sessions.clear()
    response.writeHead(302, { Location: '/login', 'Set-Cookie': 'dashboard_session=; Max-Age=0; Path=/' })
    return response.end()
  }
  if (!me) {
    response.writeHead(302, { Location: `/login?redirect=${encodeURIComponent(request.url)}` })
    return response.end()
  }
  return sendFile(request, response, join(dist, 'index.html'))
}

async function api(state, request, response, path, query, me) {
  const body = request.method === 'GET' ? undefined : await bodyOf(request)
  if (path === 'api/health') return send(response, state.fault.database ? 503 : 200, { commit: '', database: state.fault.database ? 'failing' : 'ok', version: '10.4.0', productVersion: '0.1.0', clusterName: 'prod-eu', nodes: state.nodes })
  if (path === 'login') return login(state, body, response)
  if (state.fault.old) response.setHeader('X-MD-Stale', String(state.fault.old))
  if (state.fault.database) return send(response, 503, { message: 'The database does not answer', messageId: 'database.unavailable' }, { 'Retry-After': '1' })
  if (state.fault.stale > 0) {
    state.fault.stale -= 1
    return send(response, 401, { message: 'Unauthorized', messageId: 'session.token.stale' })
  }
  if (!me) return send(response, 401, { message: 'Unauthorized', messageId: 'session.invalid' })
  for (const [method, pattern, stream] of VIEWS) {
    const params = method === request.method && matches(pattern, path)
    if (params) return stream({ state, me, params, query, body, request }, response, NODE)
  }
  for (const [method, pattern, handler] of ROUTES) {
    const params = method === request.method && matches(pattern, path)
    if (!params) continue
    const answer = handler({ state, me, params, query, body })
    return send(response, answer.status ?? 200, answer.body)
  }
  return send(response, 404, { message: 'Not found', messageId: 'route.notFound' })
}

/** Starts a mock node; `port` 0 takes a free one. */
export async function startMock({ port = 0, dist }) {
  const state = freshState()
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://localhost')
    const path = url.pathname.replace(/^\//, '')
    const me = state.sessions.get(/dashboard_session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1])
    const isApi = path.startsWith('api/') || path === 'healthz' || (path === 'login' && request.method === 'POST')
    const run = async () => {
      if (isApi) state.seen.push(`${request.method} ${path}`)
      if (isApi && state.fault.delay) await sleep(state.fault.delay)
      if (isApi) await api(state, request, response, path, url.searchParams, me)
      else page(state, dist, request, response, path, me)
    }
    run().catch((error) => send(response, 500, { message: String(error), messageId: 'mock.broken' }))
  })
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    state, reset: () => Object.assign(state, freshState()), url: `http://127.0.0.1:${server.address().port}`,
    stop: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve) }),
  }
}

if (import.meta.filename === process.argv[1]) {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '3000' }, dist: { type: 'string', default: join(import.meta.dirname, '../../server/web/dist') } } })
  const { url } = await startMock({ port: Number(values.port), dist: values.dist })
  process.stdout.write(`${url}, admin/admin\n`)
}
