import { defineConfig } from 'vitest/config'
import { mdash } from './tools/plugin.mjs'

const node = process.env.MDASH_NODE_URL ?? 'http://127.0.0.1:3000'
const proxied = ['/api', '/logout', '/public', '/healthz', '/livez', '/readyz', '/metrics']

export default defineConfig({
  // Relative, so that the node can serve the same files below any path; <base> in the HTML says which.
  base: './',
  plugins: mdash(),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    outDir: process.env.MDASH_WEB_OUT ?? 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { index: 'index.html', login: 'login.html' } },
  },
  server: {
    proxy: {
      ...Object.fromEntries(proxied.map((path) => [path, { target: node, changeOrigin: false }])),
      '/login': { target: node, bypass: (request) => (request.method === 'GET' ? '/login.html' : undefined) },
    },
  },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'tools/**/*.test.ts'] },
})
