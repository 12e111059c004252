// The dashboard page: the contract's attributes, states, time, variables, keys, rows, faults of the node.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { DESKTOP, PHONE, axe, open, picture, ready, stage } from './support.mjs'

let set
before(async () => { set = await stage() })
after(() => set.stop())

const dashboard = async (path, options) => {
  const opened = await open(set, path, options)
  await ready(opened.page, 'dashboard')
  return opened
}
const state = (page, id) => page.locator(`section[data-panel-id="${id}"]`).first().getAttribute('data-state')
const query = (page) => new URL(page.url()).searchParams
/** Bodies of the view requests since the last call. */
function requests(page) {
  const seen = []
  page.on('request', (request) => { if (request.url().endsWith('/view')) seen.push(request.postDataJSON()) })
  return () => seen.splice(0)
}

describe('the looks of the design pictures', () => {
  for (const [theme, viewport, look] of [['light', DESKTOP, 'light'], ['dark', DESKTOP, 'dark'], ['contrast', DESKTOP, 'contrast'], ['dark', PHONE, 'phone'], ['light', { width: 320, height: 640 }, 'narrow'], ['light', { width: 1200, height: 800 }, 'medium']]) {
    it(`is accessible and complains of nothing: ${look}`, async () => {
      const { page, context, errors } = await dashboard(`/d/payments?theme=${theme}`, { viewport })
      await picture(page, `dashboard-${look}`)
      assert.deepEqual(await axe(page), [])
      assert.deepEqual(errors, [])
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, 'no sideways scrolling')
      await context.close()
    })
    it(`shows every kind, accessible: ${look}`, async () => {
      const { page, context, errors } = await dashboard(`/d/kinds?theme=${theme}`, { viewport: { ...viewport, height: 3600 } })
      await picture(page, `kinds-${look}`)
      assert.deepEqual(await axe(page), [])
      assert.deepEqual(errors, [])
      await context.close()
    })
  }
})

describe('the contract', () => {
  it('every panel has its section with id, type, state, name and count', async () => {
    const { page, context } = await dashboard('/d/payments')
    assert.equal(await page.locator('main').getAttribute('data-dashboard-uid'), 'payments')
    const panels = await page.locator('section[data-panel-id]').evaluateAll((all) => all.map((one) => [one.dataset.panelId, one.dataset.panelType, one.dataset.state, one.dataset.series ?? null, document.getElementById(one.getAttribute('aria-labelledby'))?.textContent]))
    assert.deepEqual(panels.find(([id]) => id === '5'), ['5', 'timeseries', 'done', '5', 'Request duration by route'])
    assert.deepEqual(panels.find(([id]) => id === '4').slice(0, 4), ['4', 'text', 'done', null])
    assert.deepEqual(panels.map(([, , one]) => one), ['done', 'done', 'done', 'done', 'done', 'done', 'done', 'done', 'done', 'error', 'nodata', 'unsupported'])
    assert.match(await page.locator('section[data-panel-id="10"]').getAttribute('data-error'), /Loki EU took longer/)
    await context.close()
  })
  it('sets each performance mark once', async () => {
    const { page, context } = await dashboard('/d/payments')
    const marks = await page.evaluate(() => performance.getEntriesByType('mark').filter((one) => one.name.startsWith('mdash:')).map((one) => one.name).toSorted())
    assert.deepEqual(marks, ['mdash:dashboard-ready', 'mdash:first-panel'])
    await context.close()
  })
  it('variables have a named control with state and value', async () => {
    const { page, context } = await dashboard('/d/payments')
    const variables = await page.locator('[data-variable]').evaluateAll((all) => all.map((one) => [one.dataset.variable, one.dataset.state, one.dataset.value]))
    assert.deepEqual(variables[3], ['acquirer', 'ready', 'nordpay + visa + clearbank'])
    assert.equal(await page.getByRole('button', { name: 'Host: All' }).count(), 1)
    await context.close()
  })
  it('a closed row opens on a click and asks for its panels; clones carry their index', async () => {
    const { page, context } = await dashboard('/d/long')
    assert.deepEqual(await page.locator('section[data-panel-id="1"]').evaluateAll((all) => all.map((one) => one.dataset.repeatIndex)), ['0', '1', '2'])
    assert.equal(await page.locator('section[data-panel-id="21"]').count(), 0)
    await page.locator('[data-row-id="200"] button').click()
    await page.waitForSelector('section[data-panel-id="21"][data-state="done"]')
    await page.locator('[data-row-id="200"] button').click()
    await page.waitForSelector('section[data-panel-id="21"]', { state: 'detached' })
    await context.close()
  })
  it('panels far below are asked for when they come near, not before', async () => {
    const { page, context } = await dashboard('/d/long')
    assert.equal(await state(page, 70), 'loading')
    await page.locator('section[data-panel-id="70"]').scrollIntoViewIfNeeded()
    await page.waitForSelector('section[data-panel-id="70"][data-state="done"]')
    await context.close()
  })
})

describe('time', () => {
  it('a quick range goes into the address, and Back takes it back', async () => {
    const { page, context } = await dashboard('/d/payments')
    await page.getByRole('button', { name: /^Time range/ }).click()
    await page.getByRole('button', { name: 'Last 6 hours' }).click()
    await page.waitForFunction(() => location.search.includes('now-6h'))
    assert.equal(query(page).get('to'), 'now')
    await page.goBack()
    await page.waitForFunction(() => !location.search.includes('now-6h'))
    assert.match(await page.getByRole('button', { name: /^Time range/ }).textContent(), /Last 1 hour/)
    await context.close()
  })
  it('a typed time that is none says what was expected and keeps the text', async () => {
    const { page, context } = await dashboard('/d/payments')
    await page.getByRole('button', { name: /^Time range/ }).click()
    await page.getByLabel('From', { exact: true }).fill('yesterdayish')
    await page.getByRole('button', { name: 'Apply' }).click()
    assert.match(await page.locator('.field-error').textContent(), /Expected a time like now-6h/)
    assert.equal(await page.getByLabel('From', { exact: true }).inputValue(), 'yesterdayish')
    await page.getByLabel('From', { exact: true }).fill('2026-11-20 10:00')
    await page.getByLabel('To', { exact: true }).fill('2026-11-20 11:00')
    await page.getByRole('button', { name: 'Apply' }).click()
    await page.waitForFunction(() => location.search.includes('2026-11-20'))
    await context.close()
  })
  it('dragging in a chart zooms to absolute times; t z widens again', async () => {
    const { page, context } = await dashboard('/d/payments')
    const box = await page.locator('section[data-panel-id="5"] .u-over').boundingBox()
    await page.mouse.move(box.x + 100, box.y + 50)
    await page.mouse.down()
    await page.mouse.move(box.x + 250, box.y + 60, { steps: 5 })
    await page.mouse.up()
    await page.waitForFunction(() => /from=\d{13}/.test(location.search))
    const narrow = Number(query(page).get('to')) - Number(query(page).get('from'))
    await page.keyboard.press('t')
    await page.keyboard.press('z')
    await page.waitForFunction((before) => { const now = new URLSearchParams(location.search); return Number(now.get('to')) - Number(now.get('from')) > before * 1.5 }, narrow)
    await context.close()
  })
})

describe('variables', () => {
  it('a choice goes into the address and asks for everything anew', async () => {
    const { page, context } = await dashboard('/d/payments')
    const seen = requests(page)
    await page.getByRole('button', { name: 'Environment: production' }).click()
    await page.getByRole('option', { name: 'staging' }).click()
    await page.waitForSelector('[data-variable="env"][data-value="staging"]')
    assert.deepEqual(query(page).getAll('var-env'), ['staging'])
    assert.deepEqual(seen()[0].variables, { env: ['staging'] })
    await context.close()
  })
  it('more options than fit are searched on the server', async () => {
    const { page, context } = await dashboard('/d/manyoptions')
    await page.getByRole('button', { name: 'Pod: pod-7' }).click()
    await page.getByRole('combobox').fill('4321')
    await page.getByRole('option', { name: 'pod-4321' }).click()
    await page.waitForSelector('[data-variable="pod"][data-value="pod-4321"]')
    assert.equal(await page.locator('[data-variable="bad"]').getAttribute('data-state'), 'error')
    await context.close()
  })
})

describe('a refresh', () => {
  it('keeps done while new data comes, and sends what it has', async () => {
    const { page, context } = await dashboard('/d/payments')
    const seen = requests(page)
    await page.evaluate(() => {
      globalThis.left = []
      new MutationObserver((all) => { for (const one of all) if (one.target.dataset.state === 'loading') globalThis.left.push(one.target.dataset.panelId) }).observe(document.body, { subtree: true, attributeFilter: ['data-state'] })
    })
    await page.getByRole('button', { name: 'Refresh', exact: true }).click()
    await page.waitForTimeout(400)
    assert.deepEqual(await page.evaluate(() => globalThis.left), [])
    const [asked] = seen()
    assert.equal(asked.panelsOnly, true)
    assert.ok(asked.panels.every((one) => one.etag), 'etags are sent')
    await context.close()
  })
  it('goes by itself at the period of the address', async () => {
    const { page, context } = await dashboard('/d/payments?refresh=1s')
    const seen = requests(page)
    await page.waitForTimeout(2600)
    assert.ok(seen().length >= 2)
    await context.close()
  })
})

describe('faults', () => {
  it('a stream that breaks keeps the data and goes on by itself', async () => {
    const { page, context } = await dashboard('/d/payments')
    set.mock.state.fault.cut = 1
    await page.getByRole('button', { name: 'Refresh', exact: true }).click()
    await page.waitForSelector('section.late')
    assert.equal(await state(page, 5), 'done')
    await page.waitForSelector('section.late', { state: 'detached', timeout: 5000 })
    await context.close()
  })
  it('a node that drains is asked again for what is missing', async () => {
    set.mock.state.fault.moved = 1
    const { page, context } = await dashboard('/d/payments')
    assert.equal(await state(page, 5), 'done')
    await context.close()
  })
  it('a dashboard that is not there says so', async () => {
    const { page, context } = await dashboard('/d/nosuch')
    assert.match(await page.locator('main').textContent(), /All dashboards/)
    await context.close()
  })
})

describe('one panel', () => {
  it('v shows it alone, Esc leaves', async () => {
    const { page, context } = await dashboard('/d/payments')
    await page.locator('section[data-panel-id="5"] .p-head').hover()
    await page.keyboard.press('v')
    await page.waitForFunction(() => document.querySelectorAll('section[data-panel-id]').length === 1)
    assert.equal(query(page).get('viewPanel'), '5')
    await picture(page, 'dashboard-alone')
    await page.keyboard.press('Escape')
    await page.waitForFunction(() => document.querySelectorAll('section[data-panel-id]').length === 12)
    await context.close()
  })
  it('the arrows move a cursor through a chart and say the value', async () => {
    const { page, context } = await dashboard('/d/payments')
    await page.locator('section[data-panel-id="5"] .ts-plot').focus()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await page.waitForFunction(() => /^POST \/pay, .*: \d+ ms$/.test(document.getElementById('live').textContent.trim()))
    await page.keyboard.press('ArrowDown')
    await page.waitForFunction(() => document.getElementById('live').textContent.startsWith('GET /basket'))
    await page.keyboard.press('Enter')
    await picture(page, 'dashboard-keyboard')
    assert.equal(await page.locator('.tip.pinned').count(), 1)
    await page.keyboard.press('Escape')
    assert.equal(await page.locator('.tip').count(), 0)
    await context.close()
  })
  it('Alt+T shows a chart as a table', async () => {
    const { page, context } = await dashboard('/d/payments')
    await page.locator('section[data-panel-id="5"] .ts-plot').focus()
    await page.keyboard.press('Alt+t')
    await page.waitForSelector('section[data-panel-id="5"] th >> text=POST /pay')
    await context.close()
  })
  it('its data can be inspected and taken away as CSV', async () => {
    const { page, context } = await dashboard('/d/payments')
    await page.getByRole('button', { name: 'Menu of Routes' }).click()
    await page.getByRole('menuitem', { name: 'Inspect data' }).click()
    await page.waitForSelector('dialog[open] table')
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download CSV' }).click()])
    assert.match(download.suggestedFilename(), /^Routes-.*\.csv$/)
    await context.close()
  })
  it('the pointer shows values of all series and a crosshair in the others', async () => {
    const { page, context } = await dashboard('/d/payments')
    const box = await page.locator('section[data-panel-id="5"] .u-over').boundingBox()
    await page.mouse.move(box.x + 200, box.y + 60)
    await page.waitForSelector('.tip li >> text=POST /pay')
    assert.equal(await page.locator('.tip li').count(), 5)
    assert.equal(await page.locator('section[data-panel-id="6"] .cross').isVisible(), true)
    await picture(page, 'dashboard-tip')
    await context.close()
  })
})

describe('kiosk and share', () => {
  it('kiosk hides the frame, kiosk=full everything but panels', async () => {
    const { page, context } = await dashboard('/d/payments?kiosk')
    assert.equal(await page.locator('header.top, .vars').count(), 0)
    await page.goto(`${set.mock.url}/d/payments?kiosk=full`)
    await ready(page, 'dashboard')
    await picture(page, 'dashboard-kiosk')
    assert.equal(await page.locator('header.top, footer.status, .dash-head, .rail').count(), 0)
    assert.equal(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight), true, 'fits the window')
    await context.close()
  })
  it('the shared link names the range as it is now and every variable', async () => {
    const { page, context } = await dashboard('/d/payments')
    await page.getByRole('button', { name: 'Share', exact: true }).click()
    const link = new URL(await page.getByLabel('Link').inputValue())
    assert.match(link.searchParams.get('from'), /^\d{13}$/)
    assert.deepEqual(link.searchParams.getAll('var-acquirer'), ['nordpay', 'visa', 'clearbank'])
    await context.close()
  })
})
