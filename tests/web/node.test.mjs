// The browser UI as a real node serves it: files, policy, sign-in, and what a new user does first.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startNode } from './node.mjs'
import { axe, launch, open, picture, ready } from './support.mjs'

let browser, node, set
before(async () => {
  [browser, node] = await Promise.all([launch(), startNode()])
  set = { browser, mock: node }
})
after(async () => { await browser?.close(); await node?.stop() })

const appears = (page, text) => page.getByText(text).first().waitFor({ timeout: 10_000 })

describe('what the node serves', () => {
  it('is precompressed, immutable where hashed, and under a policy', async () => {
    const login = await fetch(`${node.url}/login`)
    assert.match(login.headers.get('content-security-policy') ?? '', /require-trusted-types-for 'script'/)
    assert.match(login.headers.get('content-type'), /text\/html/)
    const html = await login.text()
    assert.equal(html.includes('__BASE__'), false)
    const script = /src="(\/public\/build\/login-[^"]+)"/.exec(html)[1]
    for (const encoding of ['br', 'gzip']) {
      const answer = await fetch(node.url + script, { headers: { 'Accept-Encoding': encoding } })
      assert.equal(answer.headers.get('content-encoding'), encoding)
      assert.match(answer.headers.get('cache-control'), /immutable/)
      assert.match(answer.headers.get('content-type'), /javascript/)
      const again = await fetch(node.url + script, { headers: { 'Accept-Encoding': encoding, 'If-None-Match': answer.headers.get('etag') } })
      assert.equal(again.status, 304)
    }
  })

  it('sends people who are not signed in to the sign-in page, and clients of the API a 401', async () => {
    const page = await fetch(`${node.url}/dashboards`, { redirect: 'manual' })
    assert.deepEqual([page.status, page.headers.get('location')], [302, '/login'])
    assert.equal((await fetch(`${node.url}/api/nothing`, { redirect: 'manual' })).status, 401)
    assert.equal((await fetch(`${node.url}/public/build/nothing.js`, { redirect: 'manual' })).headers.get('content-type')?.includes('javascript') ?? false, false)
  })
})

describe('a new user', () => {
  it('signs in by keyboard and comes to the page that was asked for', async () => {
    const { page, context, errors } = await open(set, '/profile/sessions', { user: null })
    await ready(page, 'login')
    assert.deepEqual(await axe(page), [])
    await page.keyboard.type('admin')
    await page.keyboard.press('Tab')
    await page.keyboard.type('wrong')
    await page.keyboard.press('Enter')
    await appears(page, 'User name and password do not fit together.')
    await page.keyboard.type('admin')
    await page.keyboard.press('Enter')
    await ready(page, 'profile')
    await appears(page, 'This one')
    assert.deepEqual(errors.filter((error) => !/401/.test(error)), [])
    await context.close()
  })

  it('sees a home without a complaint in the console', async () => {
    const { page, context, errors } = await open(set, '/')
    await ready(page, 'home')
    await page.waitForLoadState('networkidle')
    await picture(page, 'node-home')
    assert.deepEqual(await axe(page), [])
    assert.deepEqual(errors, [])
    await context.close()
  })

  it('makes a folder, imports a dashboard into it, finds it, stars it and deletes it', async () => {
    const { page, context, errors } = await open(set, '/dashboards')
    await ready(page, 'dashboards')
    await page.getByRole('button', { name: 'New folder' }).click()
    await page.keyboard.type('Trials')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Trials' }).waitFor()
    await page.getByRole('link', { name: 'Import' }).first().click()
    await page.getByLabel('Or paste the JSON of a dashboard').fill(JSON.stringify({ title: 'First light', tags: ['trial'], panels: [{ id: 1, type: 'text', title: 'Note', gridPos: { x: 0, y: 0, w: 12, h: 4 }, options: { mode: 'markdown', content: 'Hello' } }] }))
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.waitForURL(/\/d\//)
    await page.goto(`${node.url}/dashboards`)
    await page.getByRole('link', { name: 'Trials' }).first().click()
    await page.getByRole('heading', { level: 1, name: 'Trials' }).waitFor()
    await page.getByRole('link', { name: 'First light' }).waitFor()
    await page.getByRole('button', { name: 'Star First light' }).click()
    await page.getByRole('button', { name: 'Remove the star of First light' }).waitFor()
    await page.getByRole('checkbox', { name: 'Select First light' }).check()
    await page.getByRole('button', { name: 'Delete…' }).click()
    await page.locator('dialog').getByRole('button', { name: 'Delete', exact: true }).click()
    await appears(page, 'This folder is empty')
    assert.deepEqual(errors, [])
    await context.close()
  })

  it('adds a data source and learns whether it works', async () => {
    const { page, context } = await open(set, '/datasources/new')
    await ready(page, 'datasource')
    await page.getByRole('radio', { name: /TestData/ }).check()
    await page.getByLabel('Name', { exact: true }).fill('Made up')
    await page.getByRole('button', { name: 'Add and test' }).click()
    await appears(page, 'Works.')
    await page.getByRole('link', { name: 'Data sources' }).first().click()
    await page.getByRole('link', { name: 'Made up' }).waitFor()
    await context.close()
  })

  it('keeps preferences and signs out', async () => {
    const { page, context } = await open(set, '/profile')
    await ready(page, 'profile')
    await page.getByRole('button', { name: /^Time zone/ }).click()
    await page.keyboard.type('tokyo')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Save' }).click()
    await appears(page, 'Asia/Tokyo, UTC+09:00')
    await page.getByRole('button', { name: /admin/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await ready(page, 'login')
    await page.goto(`${node.url}/dashboards`)
    await ready(page, 'login')
    await context.close()
  })
})

describe('below a path', () => {
  it('finds its files, its API and its way back', async () => {
    const below = await startNode({ subPath: '/md' })
    try {
      const { page, context, errors } = await open({ browser, mock: below }, '/dashboards?tag=x', { user: null })
      await ready(page, 'login')
      await page.fill('input[name=user]', 'admin')
      await page.fill('input[name=password]', 'admin')
      await page.keyboard.press('Enter')
      await ready(page, 'dashboards')
      assert.equal(new URL(page.url()).pathname, '/md/dashboards')
      await page.getByRole('link', { name: 'Home' }).click()
      await ready(page, 'home')
      assert.equal(new URL(page.url()).pathname, '/md/')
      assert.deepEqual(errors, [])
      await context.close()
    } finally {
      await below.stop()
    }
  })
})
