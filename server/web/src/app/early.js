// Runs before the first paint, as a classic script because a module would run after it. Kept small: no imports.
(() => {
  const root = document.documentElement
  const stored = (key) => { try { return localStorage.getItem(key) } catch { return null } }
  const theme = new URLSearchParams(location.search).get('theme') || stored('mdash.theme')
  if (theme === 'light' || theme === 'dark' || theme === 'contrast') root.dataset.theme = theme
  if (stored('mdash.density') === 'compact') root.dataset.density = 'compact'
  const base = new URL(document.baseURI).pathname
  if (!location.pathname.startsWith(`${base}d/`)) return
  const chunks = document.querySelector('meta[name=dashboard-chunks]')
  for (const file of chunks ? chunks.content.split(' ').filter(Boolean) : []) {
    const link = document.createElement('link')
    link.rel = file.endsWith('.css') ? 'preload' : 'modulepreload'
    if (file.endsWith('.css')) link.as = 'style'
    link.href = file
    document.head.append(link)
  }
})()
