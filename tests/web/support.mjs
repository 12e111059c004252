// What the browser tests share: Chromium, a mock node, sign-in, axe, pictures.
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { startMock } from './mockserver.mjs'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
export const DIST = process.env.MDASH_WEB_DIST ?? join(import.meta.dirname, '../../server/web/dist')
export const DESKTOP = { width: 1600, height: 1000 }
export const PHONE = { width: 390, height: 844 }
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--hide-scrollbars',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost']

export async function launch() {
  if (!existsSync(join(DIST, 'index.html'))) throw new Error(`no built UI in ${DIST}: build the target mdash_web or set MDASH_WEB_DIST`)
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS })
}

/** A mock node and a browser for the tests of one file. */
export async function stage() {
  const browser = await launch()
  const mock = await startMock({ dist: DIST })
  return { browser, mock, stop: async () => { await browser.close(); await mock.stop() } }
}

/** A page of a signed-in user, or of nobody; `errors` collects what the console and the page complain of. */
export async function open({ browser, mock }, path, { user = 'admin', viewport = DESKTOP, colorScheme = 'light', ...rest } = {}) {
  const context = await browser.newContext({ viewport, colorScheme, locale: 'en-US', timezoneId: 'UTC', reducedMotion: 'reduce', ...rest })
  if (user) await context.request.post(`${mock.url}/login`, { data: { user, password: user } })
  const page = await context.newPage()
  const errors = []
  page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()) })
  page.on('pageerror', (error) => errors.push(String(error)))
  await page.goto(mock.url + path)
  return { page, context, errors }
}

/** Waits until `main` says that the page can be used. */
export const ready = (page, name) => page.waitForSelector(`main[data-page="${name}"][data-state="ready"]`, { timeout: 10_000 })

/** Serious and critical violations as readable lines. */
export async function axe(page) {
  // Trusted Types forbid script text in the page, so axe comes through the debugger.
  const session = await page.context().newCDPSession(page)
  await session.send('Runtime.evaluate', { expression: AXE })
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }))
  return violations.flatMap((one) => one.nodes.map((node) => `${one.impact} ${one.id}: ${node.target.join(' ')} ${node.failureSummary.split('\n')[1]?.trim() ?? ''}`))
}

/** Picture of a page where MDASH_PICTURES names a folder. */
export async function picture(page, name) {
  const folder = process.env.MDASH_PICTURES
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
