import { defineConfig } from 'vitest/config'
import { mdash } from './tools/plugin.mjs'

const node = process.env.MDASH_NODE_URL ?? 'http://127.0.0.1:3000'
const proxied = ['/api', '/logout', '/public', '/healthz', '/livez', '/readyz', '/metrics']

const CORE = /node_modules\/@?preact|icon:(eye|x|chevron-down)$|src\/ui\/(i18n|announce|glyph|icon|button|banner|field)\.|src\/api\/(client|connection|decode|result)\.|src\/app\/(theme|language)|virtual:tokens\.css|base\.css/
const PARTS = /icon:|src\/ui\/(card|table|states|usedata|format|tabs|tree|choice|menu|popover|dialog|toast)\.|src\/api\/(search|folders|dashboards|datasources)\.|src\/pages\/(star|tags)\./

export default defineConfig({
  // Relative, so that the node can serve the same files below any path.
  base: './',
  plugins: mdash(),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    cssTarget: ['chrome120', 'firefox121', 'safari17.2'],
    outDir: process.env.MDASH_WEB_OUT ?? 'dist',
    emptyOutDir: true,
    assetsDir: 'public/build',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: 'index.html', login: 'login.html' },
      // Small parts that several pages share travel in one file; what the sign-in page needs stays out of it.
      output: { codeSplitting: { groups: [{ name: 'core', test: CORE, priority: 2 }, { name: 'parts', test: PARTS, priority: 1 }] } },
    },
  },
  server: {
    proxy: {
      ...Object.fromEntries(proxied.map((path) => [path, { target: node, changeOrigin: false }])),
      '/login': { target: node, bypass: (request) => (request.method === 'GET' ? '/login.html' : undefined) },
    },
  },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'tools/**/*.test.ts'] },
})
