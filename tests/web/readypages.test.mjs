// The dashboards that come with the product, on a real node that measures itself. Makes the picture of the README:
// with MDASH_README_PICTURE it is written to that file.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { join } from 'node:path'
import { startNode } from './node.mjs'
import { launch, open, ready } from './support.mjs'

let browser, node
before(async () => {
  [browser, node] = await Promise.all([launch(), startNode({ settings: { MD_PATHS_PROVISIONING: join(import.meta.dirname, '../../resources/provisioning') } })])
})
after(async () => { await browser?.close(); await node?.stop() })

describe('ready dashboards', () => {
  it('shows the node itself without any other program', async () => {
    const { page, context, errors } = await open({ browser, mock: node }, '/login', { user: null })
    await ready(page, 'login')
    await page.locator('input[autocomplete=username]').fill('admin')
    await page.locator('input[type=password]').fill('admin')
    await page.keyboard.press('Enter')
    await ready(page, 'home')
    await page.goto(`${node.url}/d/this-cluster/this-cluster?from=now-15m&to=now&theme=dark`)
    await ready(page, 'dashboard')
    await page.locator('section[data-panel-id="1"][data-state="done"]').waitFor({ timeout: 40_000 })
    assert.equal(await page.locator('section[data-panel-id]').count() >= 10, true)
    assert.equal(await page.locator('section[data-state="error"]').count(), 0)
    if (process.env.MDASH_README_PICTURE) await page.screenshot({ path: process.env.MDASH_README_PICTURE })
    assert.deepEqual(errors, [])
    await context.close()
  })
})
