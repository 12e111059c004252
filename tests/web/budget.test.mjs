// What a page may weigh: bytes of the built files, gzip level 9, as the node would send them.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { DIST } from './support.mjs'

const KB = 1000
const gzip = (file) => gzipSync(readFileSync(join(DIST, file)), { level: 9 }).length
const sum = (files) => [...files].reduce((total, file) => total + gzip(file), 0)
const said = (name, bytes, limit) => process.stdout.write(`# ${name}: ${(bytes / KB).toFixed(1)} kB of ${limit} kB\n`)

/** Scripts and styles that a page names or preloads. */
const named = (html) => new Set([...html.matchAll(/(?:src|href)="__BASE__(public\/build\/[^"]+\.(?:js|css))"/g)].map((found) => found[1]))
const scripts = (files) => [...files].filter((file) => file.endsWith('.js'))
const styles = (files) => [...files].filter((file) => file.endsWith('.css'))

let login, index, dashboard, all
before(() => {
  login = named(readFileSync(join(DIST, 'login.html'), 'utf8'))
  const html = readFileSync(join(DIST, 'index.html'), 'utf8')
  index = named(html)
  dashboard = new Set([...index, ...(/name="dashboard-chunks" content="([^"]*)"/.exec(html)?.[1].split(' ').filter(Boolean) ?? [])])
  all = readdirSync(join(DIST, 'public/build')).map((file) => `public/build/${file}`)
})

const within = (name, bytes, limit) => {
  said(name, bytes, limit)
  assert.ok(bytes <= limit * KB, `${name}: ${bytes} bytes, at most ${limit} kB`)
}

describe('budgets', () => {
  it('signs in with little script', () => within('script to sign in', sum(scripts(login)), 25))
  it('opens a dashboard within the gate', () => within('script to open a dashboard', sum(scripts(dashboard)), 150))
  it('styles a dashboard within the gate', () => within('style of a dashboard', sum(styles(dashboard)), 15))
  it('ships little in all', () => within('everything', sum(all), 400))
  it('has the code of the dashboard page among what it preloads', () => assert.ok(dashboard.size > index.size))
  it('has no fonts and no pictures to fetch', () => assert.deepEqual(all.filter((file) => !/\.(js|css)$/.test(file)), []))
})

describe('the built files', () => {
  it('hold no inline script, no inline style, and nothing that makes code of text', () => {
    for (const page of ['index.html', 'login.html']) {
      const html = readFileSync(join(DIST, page), 'utf8')
      assert.equal(/<script(?![^>]*\bsrc=)[^>]*>/.test(html), false, `${page}: inline script`)
      assert.equal(/<style|\sstyle="|\son\w+="/.test(html), false, `${page}: inline style or handler`)
    }
    for (const file of all.filter((one) => one.endsWith('.js'))) {
      const code = readFileSync(join(DIST, file), 'utf8')
      assert.equal(/\beval\(|new Function\(|document\.write\(/.test(code), false, file)
    }
  })

  it('name no other host', () => {
    for (const file of [...all, 'index.html', 'login.html']) {
      const hosts = readFileSync(join(DIST, file), 'utf8').match(/https?:\/\/[\w.-]+/g) ?? []
      assert.deepEqual(hosts.filter((host) => !/^https?:\/\/(www\.w3\.org|localhost)$/.test(host)), [], file)
    }
  })
})
