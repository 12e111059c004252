// What our build does besides Vite's own work: tokens, icons, messages, the early script, and the list of dashboard chunks.
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readCatalogue, shipped, usedIds } from './catalogue.mjs'
import { iconModule } from './icons.mjs'
import { languagesOf, localeModule, pseudo } from './linguist.mjs'
import { ICONS_FILE, TOKENS_FILE, TRANSLATIONS } from './paths.mjs'
import { readTokens, tokensCss, tokensModule } from './tokens.mjs'

const SOURCES = join(import.meta.dirname, '../src')
const EARLY = join(SOURCES, 'app/early.js')
const virtual = (id) => `\0${id}`
const english = (message) => (process.env.MDASH_PSEUDO ? (message.text === undefined ? shipped(message).map(pseudo) : pseudo(message.text)) : shipped(message))

/** Says whether the sources use a custom property, so that the style sheet carries no others. */
function usedProperties() {
  const text = readdirSync(SOURCES, { recursive: true }).filter((name) => /\.(css|tsx?)$/.test(name)).map((name) => readFileSync(join(SOURCES, name), 'utf8')).join('\n')
  // In scripts the names stand without their dashes too: token('grid-line').
  const names = new Set([...text.matchAll(/--([a-z][\w-]*)|'([a-z][a-z0-9-]*)'/g)].map((found) => `--${found[1] ?? found[2]}`))
  return (property) => names.has(property) || property === 'color-scheme'
}

/** `virtual:tokens.css`, `virtual:tokens` and `icon:<name>`. */
function resources() {
  let command
  return {
    name: 'mdash-resources',
    configResolved: (config) => { command = config.command },
    resolveId: (id) => (id === 'virtual:tokens.css' || id === 'virtual:tokens' || id.startsWith('icon:') ? virtual(id) : undefined),
    load(id) {
      if (!id.startsWith('\0')) return undefined
      const name = id.slice(1)
      if (name.startsWith('icon:')) return iconModule(ICONS_FILE, name.slice(5))
      if (!name.startsWith('virtual:tokens')) return undefined
      this.addWatchFile(TOKENS_FILE)
      return name.endsWith('.css') ? tokensCss(readTokens(TOKENS_FILE), command === 'build' ? usedProperties() : undefined) : tokensModule(readTokens(TOKENS_FILE))
    },
  }
}

/** `{{id}}` in the HTML becomes the English text. */
function fillHtml(html, catalogue) {
  return html.replace(/\{\{([\w.]+)\}\}/g, (_, id) => {
    const text = catalogue.get(id)?.text
    if (text === undefined) throw new Error(`the message '${id}' of a page is in no header of translations/`)
    return text.replace(/[&<]/g, (sign) => (sign === '&' ? '&amp;' : '&lt;'))
  })
}

/** Gives each module the English texts of the ids it uses, so that a text travels with the code that shows it. */
function messages() {
  let catalogue
  return {
    name: 'mdash-messages',
    // Before TypeScript is taken away: the ids are looked for in the text as it was written.
    enforce: 'pre',
    buildStart: () => { catalogue = readCatalogue(TRANSLATIONS) },
    transformIndexHtml: (html) => fillHtml(html, catalogue),
    resolveId: (id) => (id === 'virtual:server-messages' ? virtual(id) : undefined),
    load(id) {
      if (id !== virtual('virtual:server-messages')) return undefined
      catalogue ??= readCatalogue(TRANSLATIONS)
      const texts = [...catalogue].filter(([name]) => name.startsWith('server.')).map(([name, message]) => [name, shipped(message)])
      return `export default ${JSON.stringify(Object.fromEntries(texts))}`
    },
    transform(code, id) {
      if (!/\/src\/.*\.tsx?$/.test(id) || /\.test\.tsx?$/.test(id)) return undefined
      const ids = usedIds(code)
      if (ids.size === 0) return undefined
      catalogue ??= readCatalogue(TRANSLATIONS)
      const texts = {}
      for (const name of ids) {
        if (!catalogue.has(name)) this.error(`${id}: the message '${name}' is in no header of translations/`)
        texts[name] = english(catalogue.get(name))
      }
      return { code: `import { addMessages as __add } from '/src/ui/i18n';__add(${JSON.stringify(texts)});${code}`, map: null }
    },
  }
}

/** `virtual:locales`: a loader for each translated language, each a file of its own. */
function locales() {
  const languages = languagesOf(TRANSLATIONS)
  return {
    name: 'mdash-locales',
    resolveId: (id) => (id === 'virtual:locales' || id.startsWith('virtual:locale/') ? virtual(id) : undefined),
    load(id) {
      if (id === virtual('virtual:locales')) return `export default {${Object.keys(languages).map((tag) => `'${tag}': () => import('virtual:locale/${tag}')`).join(',')}}`
      const tag = /^\0virtual:locale\/(.+)$/.exec(id)?.[1]
      return tag ? localeModule(tag, languages[tag], readCatalogue(TRANSLATIONS)) : undefined
    },
  }
}

/** A small classic script before first paint: theme, and the chunks of a dashboard while the entry is still on its way. */
function early() {
  return {
    name: 'mdash-early',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle, filename }) {
        if (!bundle) return html.replace('<!--early-->', '<script src="/src/app/early.js"></script>').replaceAll('__BASE__', '/').replaceAll('"./', '"/')
        const source = readFileSync(EARLY, 'utf8').replace(/^\s*(\/\/.*|\/\*\*.*\*\/)?\n/gm, '')
        const fileName = `public/build/early-${createHash('sha256').update(source).digest('base64url').slice(0, 8)}.js`
        this.emitFile({ type: 'asset', fileName, source })
        const chunks = filename.endsWith('index.html') ? `<meta name="dashboard-chunks" content="${dashboardFiles(bundle).join(' ')}">` : ''
        // The node puts the path of its root URL in the place of __BASE__.
        return html.replace('<!--early-->', `${chunks}<script src="./${fileName}"></script>`).replaceAll('"./', '"__BASE__')
      },
    },
  }
}

/** The product's mark as the icon of the tab, in the accents of the light and the dark theme. */
function favicon() {
  return {
    name: 'mdash-favicon',
    generateBundle() {
      const { light, dark } = readTokens(TOKENS_FILE).colour
      const colours = (theme) => `.a{stroke:${theme.accent}}.c{fill:${theme.accent}}.b{stroke:${theme.text2}}`
      this.emitFile({ type: 'asset', fileName: 'favicon.svg', source: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 22 22"><style>path{fill:none;stroke-width:2;stroke-linecap:round}${colours(light)}@media(prefers-color-scheme:dark){${colours(dark)}}</style>`
        + '<path class="a" d="M3 19v-5M7 19V9M11 19v-7M15 19V5M19 19v-4"/><path class="b" d="M1 19.9h20"/><circle class="c" cx="15" cy="3.4" r="2.4"/></svg>' })
    },
  }
}

/** Every file that a chunk needs: itself, what it imports, and their styles. */
function filesOf(bundle, fileName, seen = new Set()) {
  const chunk = bundle[fileName]
  if (seen.has(fileName) || chunk?.type !== 'chunk') return seen
  seen.add(fileName)
  for (const style of chunk.viteMetadata?.importedCss ?? []) seen.add(style)
  for (const imported of chunk.imports) filesOf(bundle, imported, seen)
  return seen
}

/** Files of the dashboard page that the entry does not load by itself. */
function dashboardFiles(bundle) {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
  const page = chunks.find((chunk) => chunk.isDynamicEntry && chunk.facadeModuleId?.endsWith('/dashboards/page.tsx'))
  const entry = chunks.find((chunk) => chunk.isEntry && chunk.name === 'index')
  if (!page || !entry) return []
  const known = filesOf(bundle, entry.fileName)
  return [...filesOf(bundle, page.fileName)].filter((file) => !known.has(file))
}

export const mdash = () => [resources(), messages(), locales(), early(), favicon()]
