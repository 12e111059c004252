// The Ctrl K palette when the node is slower than the typist.
import { it, before, after } from 'node:test'
import { startNode } from './node.mjs'
import { launch, open, ready } from './support.mjs'
let browser, node
before(async () => { [browser, node] = await Promise.all([launch(), startNode()]) })
after(async () => { await browser?.close(); await node?.stop() })
it('goes where Enter says, though it came before the titles', async () => {
  await fetch(`${node.url}/api/folders`, { method: 'POST', headers: { 'Content-Type': 'application/json', Authorization: `Basic ${btoa('admin:admin')}` }, body: '{"title":"Trials"}' })
  const { page } = await open({ browser, mock: node }, '/login', { user: null })
  await ready(page, 'login')
  await page.locator('input[autocomplete=username]').fill('admin'); await page.locator('input[type=password]').fill('admin'); await page.keyboard.press('Enter')
  await ready(page, 'home')
  await page.route('**/api/search**', async (route) => { await new Promise((done) => setTimeout(done, 700)); await route.continue() })
  await page.keyboard.press('Control+k')
  await page.waitForSelector('dialog.palette[open]')
  await page.keyboard.type('trials')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Trials' }).waitFor({ timeout: 8000 })
})
