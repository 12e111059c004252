// Runs before the first paint, as a classic script because a module would run after it. Kept small: no imports.
(() => {
  /** Begins the view of the dashboard, which the page takes over when its code has come (src/live/viewstream.ts). */
  function askView(base) {
    const uid = decodeURIComponent(location.pathname.slice(base.length + 2).split('/')[0])
    const query = new URLSearchParams(location.search)
    const variables = {}
    for (const key of query.keys()) if (key.startsWith('var-')) variables[key.slice(4)] = query.getAll(key)
    const [from, to, zone] = [query.get('from'), query.get('to'), query.get('timezone') || query.get('tz')]
    const range = from || to ? { from: from || 'now-6h', to: to || 'now' } : { from: '', to: '' }
    const body = { ...range, ...(zone ? { timezone: zone } : {}), browserZone: Intl.DateTimeFormat().resolvedOptions().timeZone, variables, window: { width: innerWidth, height: innerHeight } }
    const answer = fetch(`${base}api/dashboards/uid/${encodeURIComponent(uid)}/view`, {
      method: 'POST', credentials: 'same-origin', headers: { 'Content-Type': 'application/json', Accept: 'application/x-ndjson' }, body: JSON.stringify(body),
    })
    answer.catch(() => {}) // The page asks again.
    window.mdashEarlyView = { uid, search: location.search, began: performance.now(), answer }
  }
  const root = document.documentElement
  const stored = (key) => { try { return localStorage.getItem(key) } catch { return null } }
  const theme = new URLSearchParams(location.search).get('theme') || stored('mdash.theme')
  if (theme === 'light' || theme === 'dark' || theme === 'contrast') root.dataset.theme = theme
  if (stored('mdash.density') === 'compact') root.dataset.density = 'compact'
  const base = document.querySelector('meta[name=base]').content
  if (!location.pathname.startsWith(`${base}d/`)) return
  askView(base)
  const chunks = document.querySelector('meta[name=dashboard-chunks]')
  for (const file of chunks ? chunks.content.split(' ').filter(Boolean) : []) {
    const link = document.createElement('link')
    link.rel = file.endsWith('.css') ? 'preload' : 'modulepreload'
    if (file.endsWith('.css')) [link.as, link.crossOrigin] = ['style', ''] // as the page's own link asks, or it is fetched twice
    link.href = base + file
    document.head.append(link)
  }
})()
