// Every page: reaches ready, keeps the contract's landmarks, has no console error, and is clean for axe in both themes and on a phone.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { readCatalogue } from '../../server/web/tools/catalogue.mjs'
import { TRANSLATIONS } from '../../server/web/tools/paths.mjs'
import { DESKTOP, PHONE, axe, open, picture, ready, stage } from './support.mjs'

const PAGES = [
  ['login', '/login', { user: null }], ['home', '/'], ['dashboards', '/dashboards'], ['dashboards', '/dashboards/f/prod/production', { as: 'folder' }], ['dashboards', '/dashboards/f/empty', { as: 'folder-empty' }],
  ['dashboards', '/dashboards?query=pay&tag=payments', { as: 'search' }], ['dashboards', '/dashboards?query=zzz', { as: 'search-nothing' }], ['datasources', '/datasources'], ['datasource', '/datasources/new', { as: 'datasource-new' }],
  ['datasource', '/datasources/edit/prom-eu', { as: 'datasource-edit' }], ['profile', '/profile'], ['profile', '/profile/password', { as: 'profile-password' }], ['profile', '/profile/sessions', { as: 'profile-sessions' }],
  ['import', '/dashboards/import'], ['explore', '/explore'], ['newdashboard', '/dashboards/new'], ['cluster', '/admin/cluster'], ['cluster', '/admin/cluster', { user: 'viewer', as: 'cluster-viewer' }], ['alerting', '/alerting/list'], ['notfound', '/nowhere/at/all'],
]
const LOOKS = [['light', DESKTOP, 'light'], ['dark', DESKTOP, 'dark'], ['contrast', DESKTOP, 'contrast'], ['light', PHONE, 'phone']]

const IDS = [...readCatalogue(TRANSLATIONS).keys()]
const idsShown = async (page) => { const text = await page.evaluate(() => document.body.innerText); return IDS.filter((id) => text.includes(id)) }

let set
before(async () => { set = await stage() })
after(() => set.stop())

for (const [name, path, { user = 'admin', as = name } = {}] of PAGES) {
  describe(`${as} at ${path}`, () => {
    for (const [theme, viewport, look] of LOOKS) {
      it(`is ready, named and accessible: ${look}`, async () => {
        const { page, context, errors } = await open(set, `${path}${path.includes('?') ? '&' : '?'}theme=${theme}`, { user, viewport })
        await ready(page, name)
        await page.waitForLoadState('networkidle')
        await picture(page, `${as}-${look}`)
        assert.equal(await page.locator('main').count(), 1, 'one main')
        assert.equal(await page.locator('[role=status][aria-live=polite]').count(), 1, 'one polite live region')
        assert.equal(await page.locator('main[aria-busy]').count(), 0, 'not busy when ready')
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, 'no sideways scrolling')
        assert.deepEqual(await idsShown(page), [], 'texts, not their ids')
        assert.deepEqual(await axe(page), [])
        assert.deepEqual(errors, [])
        await context.close()
      })
    }
  })
}
