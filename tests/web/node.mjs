// A real node for browser tests: a fresh data folder, a free port, SQLite. MDASH_SERVER names the program.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const SERVER = process.env.MDASH_SERVER ?? join(import.meta.dirname, '../../build/release/server/metrics-dashboard-server')
const START_MS = 30_000

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => { const { port } = server.address(); server.close(() => resolve(port)) })
  })
}

/** Starts a node; `subPath` such as "/md" serves it below that path. Resolves when it is ready. */
export async function startNode({ subPath = '', settings = {} } = {}) {
  if (!existsSync(SERVER)) throw new Error(`${SERVER} is not there: build metrics-dashboard-server or set MDASH_SERVER`)
  const [data, port] = [mkdtempSync(join(tmpdir(), 'mdash-web-')), await freePort()]
  const environment = {
    MD_SERVER_HTTP_ADDR: '127.0.0.1', MD_SERVER_HTTP_PORT: String(port), MD_SERVER_ROOT_URL: `http://127.0.0.1:${port}${subPath}/`, MD_SERVER_SERVE_FROM_SUB_PATH: subPath ? 'true' : 'false', MD_PATHS_DATA: data,
    MD_SECURITY_ADMIN_PASSWORD: 'admin', ...settings,
  }
  const child = spawn(SERVER, ['serve', '--homepath', data], { env: { PATH: process.env.PATH, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] })
  let log = ''
  await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the node is not ready after ${START_MS} ms:\n${log}`)), START_MS)
    const read = (chunk) => { log += chunk; if (/node is ready/.test(log)) { clearTimeout(timer); resolve() } }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('exit', (code) => reject(new Error(`the node ended with ${code}:\n${log}`)))
  })
  return {
    url: `http://127.0.0.1:${port}${subPath}`, log: () => log,
    stop: () => new Promise((resolve) => {
      child.removeAllListeners('exit')
      child.on('exit', () => { rmSync(data, { recursive: true, force: true }); resolve() })
      child.kill('SIGTERM')
      setTimeout(() => child.kill('SIGKILL'), 15_000).unref()
    }),
  }
}
