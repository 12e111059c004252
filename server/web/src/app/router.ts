// Client-side routes on the History API. Addresses are paths below the root URL's, as people already share them.
import { signal } from '@preact/signals'
import type { ComponentType } from 'preact'
import { basePath } from '../api/client'

export type PageProps = { params: Record<string, string> }
export type PageModule = { default: ComponentType<PageProps> }
export type Route = {
  /** `d/:uid/:slug?`, `*` for the rest of the path. */
  pattern: string
  /** data-page of the page, also shown while its code is on its way. */
  page: string
  load: () => Promise<PageModule>
}
export type Place = { path: string; query: URLSearchParams; hash: string }
export type View = { route: Route; params: Record<string, string>; component: ComponentType<PageProps> | undefined }

/** Where we are, without the base path and without a leading slash. */
export const place = signal<Place>(read())
/** What is shown: the old page stays until the code of the new one has come. */
export const view = signal<View | undefined>(undefined)
/** A page is on its way. */
export const arriving = signal(false)

let routes: Route[] = []

function read(): Place {
  const base = basePath()
  const path = location.pathname.startsWith(base) ? location.pathname.slice(base.length) : location.pathname.slice(1)
  return { path: path.replace(/\/+$/, ''), query: new URLSearchParams(location.search), hash: location.hash }
}

/** Values of `:names` if the path fits the pattern. */
export function match(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/')
  const found = path.split('/')
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    if (part === '*') return params
    const optional = part.endsWith('?')
    const value = found[index]
    if (value === undefined || value === '') {
      if (optional || (part === '' && value === '')) continue
      return undefined
    }
    if (part.startsWith(':')) params[part.slice(1).replace('?', '')] = decode(value)
    else if (part !== value) return undefined
  }
  return found.length > wanted.length ? undefined : params
}

function decode(text: string): string {
  try { return decodeURIComponent(text) } catch { return text }
}

/** Address of a path of ours for an `href`: `url('d/abc')`. A path that has the base already is left as it is. */
export function url(path: string): string {
  const base = basePath()
  if (path.startsWith(base) && path.startsWith('/')) return path
  return base + path.replace(/^\//, '')
}

async function show(): Promise<void> {
  const here = read()
  place.value = here
  for (const route of routes) {
    const params = match(route.pattern, here.path)
    if (!params) continue
    const before = view.peek()
    if (before?.route === route && before.component) {
      view.value = { route, params, component: before.component }
      return
    }
    if (!before) view.value = { route, params, component: undefined }
    arriving.value = true
    const module = await load(route)
    // Someone may have gone on while the code was on its way.
    if (read().path === here.path && module) {
      arriving.value = false
      view.value = { route, params, component: module.default }
      if (before) arrived()
    }
    return
  }
}

/** Code of a page. A release that replaced the files answers 404: only a fresh page knows the new names. */
async function load(route: Route): Promise<PageModule | undefined> {
  try {
    return await route.load()
  } catch {
    if (sessionStorage.getItem('mdash.reloaded') !== route.pattern) {
      sessionStorage.setItem('mdash.reloaded', route.pattern)
      location.reload()
    }
    return undefined
  }
}

/** Puts the reader at the start of the new page. */
function arrived(): void {
  scrollTo(0, 0)
  requestAnimationFrame(() => document.getElementById('main')?.focus({ preventScroll: true }))
}

/** Goes to an address of ours. Same page with other parameters keeps the focus where it is. */
export function navigate(to: string, options: { replace?: boolean } = {}): void {
  const target = new URL(to.startsWith('?') || to.startsWith('#') ? to : url(to), location.href)
  if (target.href === location.href) return
  if (options.replace) history.replaceState(history.state, '', target)
  else history.pushState(null, '', target)
  void show()
}

/** Paths that the node answers itself, not this program. */
const FOREIGN = /^(api|login|logout|public|metrics|healthz|livez|readyz)(\/|$)/

function onClick(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null
  if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute('download')) return
  const target = new URL(link.href, location.href)
  const base = basePath()
  if (target.origin !== location.origin || !target.pathname.startsWith(base) || FOREIGN.test(target.pathname.slice(base.length))) return
  event.preventDefault()
  navigate(target.pathname + target.search + target.hash)
}

/** Starts the router with the table of pages; the first fitting pattern wins. */
export function startRouter(table: Route[]): void {
  routes = table
  document.addEventListener('click', onClick)
  addEventListener('popstate', () => void show())
  void show()
}
