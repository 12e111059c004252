// The cluster page against a mock node: what it says, what can be done, how it follows and what it does when nobody answers.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { axe, open, picture, ready, stage } from './support.mjs'

let set
before(async () => { set = await stage() })
beforeEach(() => set.mock.reset())
after(() => set.stop())

async function cluster(options) {
  const opened = await open(set, '/admin/cluster', options)
  await ready(opened.page, 'cluster')
  return opened
}
const appears = (page, text) => page.getByText(text).first().waitFor({ timeout: 8000 })
const row = (page, name) => page.getByRole('table', { name: 'Nodes' }).getByRole('row').filter({ hasText: name })
const asked = (what) => set.mock.state.seen.filter((one) => one === what).length

describe('what it says', () => {
  it('begins with the health as a sentence, then nodes, findings with advice, jobs and events', async () => {
    const { page, context, errors } = await cluster()
    assert.match(await page.locator('.banner').textContent(), /^Degraded\. node-c has been gone for 2 min/)
    assert.match(await row(page, 'node-a').textContent(), /Ready.*182\.4.*41.*31\.2.*412.*17.*2.*\+2.*0\.1\.0.*13.min/)
    assert.match(await row(page, 'node-c').textContent(), /Gone.*2.min/)
    assert.equal(await page.locator('.node-card').filter({ hasText: 'node-b' }).getByText('You are here').count(), 1)
    assert.match(await page.locator('.findings li').first().textContent(), /another secret_key.*Give it the secret_key.*\[secret_key\] · node-c · for 3.h/)
    assert.match(await page.getByRole('row').filter({ hasText: 'provisioning' }).textContent(), /expected an object.*Failed/)
    await appears(page, 'node-b took 10 leases of node-c')
    await page.waitForSelector('.cluster-chart canvas')
    assert.equal(await page.locator('.cluster-chart canvas').count(), 4)
    assert.deepEqual(errors, [])
    await context.close()
  })

  it('is in the menu of server administrators only', async () => {
    const { page, context } = await open(set, '/')
    await ready(page, 'home')
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Cluster' }).click()
    await ready(page, 'cluster')
    await context.close()
    const viewer = await open(set, '/', { user: 'viewer' })
    await ready(viewer.page, 'home')
    assert.equal(await viewer.page.getByRole('link', { name: 'Cluster', exact: true }).count(), 0)
    assert.equal(asked('GET api/cluster') > 0, true)
    await viewer.context.close()
  })
})

describe('what can be done', () => {
  it('drains a node after asking, and resumes it', async () => {
    const { page, context } = await cluster()
    await page.getByRole('button', { name: 'Acts for node-a' }).click()
    await page.getByRole('menuitem', { name: 'Drain…' }).click()
    await appears(page, 'It finishes what it does')
    assert.deepEqual(await axe(page), [])
    await page.getByRole('button', { name: 'Cancel' }).click()
    assert.equal(asked('POST api/cluster/nodes/id-a/drain'), 0)
    await page.getByRole('button', { name: 'Acts for node-a' }).click()
    await page.getByRole('menuitem', { name: 'Drain…' }).click()
    await page.getByRole('button', { name: 'Drain', exact: true }).click()
    await row(page, 'node-a').getByText('Draining').waitFor()
    await page.getByRole('button', { name: 'Acts for node-a' }).click()
    await page.getByRole('menuitem', { name: 'Resume…' }).click()
    await page.getByRole('button', { name: 'Resume', exact: true }).click()
    await row(page, 'node-a').getByText('Ready').waitFor()
    await context.close()
  })

  it('wants the name of the last node that serves', async () => {
    set.mock.state.cluster.nodes[0].state = 'gone'
    const { page, context } = await cluster()
    await page.getByRole('button', { name: 'Acts for node-b' }).click()
    await page.getByRole('menuitem', { name: 'Drain…' }).click()
    await page.getByRole('button', { name: 'Drain', exact: true }).press('Enter')
    assert.equal(asked('POST api/cluster/nodes/id-b/drain'), 0)
    await page.getByRole('textbox', { name: /node-b/ }).fill('node-b')
    await page.getByRole('button', { name: 'Drain', exact: true }).click()
    await row(page, 'node-b').getByText('Draining').waitFor()
    await context.close()
  })

  it('runs a job now, and says when it runs already', async () => {
    const { page, context } = await cluster()
    await page.getByRole('button', { name: 'Run now: cleanup' }).click()
    await page.getByRole('row').filter({ hasText: 'cleanup' }).getByText('Running').waitFor()
    set.mock.state.cluster.jobs[1].running = true
    await page.getByRole('button', { name: 'Run now: selfmetrics-retention' }).click()
    await appears(page, 'selfmetrics-retention is running already.')
    await context.close()
  })

  it('shows where the settings of a node differ from the others', async () => {
    const { page, context } = await cluster()
    await page.getByRole('button', { name: 'Acts for node-b' }).click()
    await page.getByRole('menuitem', { name: 'Configuration' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('[security] secret_key').waitFor()
    assert.equal(await dialog.getByRole('row').count(), 2, 'head and what differs')
    await picture(page, 'cluster-settings')
    assert.deepEqual(await axe(page), [])
    await dialog.getByLabel('Only what differs from other nodes').uncheck()
    await dialog.getByLabel('Search settings').fill('root')
    await dialog.getByText('https://dash.example.org/').waitFor()
    assert.equal(await dialog.getByRole('row').count(), 2)
    await context.close()
  })
})

describe('how it follows', () => {
  it('asks again by itself, not while paused, not while hidden', async () => {
    const { page, context } = await cluster()
    await page.getByRole('button', { name: /^Refresh period/ }).click()
    await page.getByRole('menuitemradio', { name: '1 s' }).click()
    set.mock.state.cluster.nodes[2].state = 'ready'
    await row(page, 'node-c').getByText('Ready').waitFor({ timeout: 4000 })
    assert.match(await page.locator('.banner').textContent(), /^Up\. All nodes are up/)
    await page.getByRole('button', { name: 'Pause' }).click()
    await appears(page, /^paused, /)
    await page.waitForTimeout(1300) // what was on its way comes in
    const before = asked('GET api/cluster')
    await page.waitForTimeout(1600)
    assert.equal(asked('GET api/cluster'), before)
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.waitForFunction(() => document.querySelector('.page-head').textContent.includes('live'))
    await page.evaluate(() => { Object.defineProperty(document, 'hidden', { value: true, configurable: true }); document.dispatchEvent(new Event('visibilitychange')) })
    await page.waitForTimeout(1300) // what was on its way comes in
    const hidden = asked('GET api/cluster')
    await page.waitForTimeout(1600)
    assert.equal(asked('GET api/cluster'), hidden)
    await page.evaluate(() => { Object.defineProperty(document, 'hidden', { value: false, configurable: true }); document.dispatchEvent(new Event('visibilitychange')) })
    await page.waitForRequest((request) => request.url().endsWith('/api/cluster'), { timeout: 4000 })
    await context.close()
  })

  it('keeps what it knows and says that it is old while the database is away', async () => {
    const { page, context } = await cluster()
    set.mock.state.fault.database = true
    await page.locator('main .banner', { hasText: 'Old data.' }).waitFor({ timeout: 8000 })
    assert.match(await row(page, 'node-a').textContent(), /182\.4/)
    await page.locator('.docked').waitFor()
    await picture(page, 'cluster-old')
    assert.deepEqual(await axe(page), [])
    set.mock.state.fault.database = false
    await page.locator('main .banner', { hasText: 'Degraded.' }).waitFor({ timeout: 10_000 })
    await context.close()
  })

  it('says why there is nothing when the first answer fails, and tries again on a press', async () => {
    set.mock.state.fault.database = true
    const { page, context } = await open(set, '/admin/cluster')
    await page.waitForSelector('main[data-page=cluster]')
    set.mock.state.fault.database = false
    await page.locator('.node-card').first().waitFor({ timeout: 10_000 })
    await context.close()
  })
})
