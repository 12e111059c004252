// resources/tokens.json as CSS custom properties: one block per theme and density. Components use these, never a literal.
import { readFileSync } from 'node:fs'

const kebab = (name) => name.replace(/(?<=[a-z])(?=[A-Z0-9])/g, '-').toLowerCase()
const prefixed = (prefix, values) => Object.entries(values).map(([name, value]) => `--${prefix}${kebab(name)}:${value}`)

/** Properties whose value depends on the theme. */
function themeLines(tokens, theme) {
  const lines = [`color-scheme:${theme === 'light' ? 'light' : 'dark'}`, ...prefixed('', tokens.colour[theme])]
  for (const [state, token] of Object.entries(tokens.state)) {
    lines.push(`--state-${state}:${token[theme].fg}`, `--state-${state}-tint:${token[theme].tint}`, `--state-${state}-on:${token[theme].on}`)
  }
  return [...lines, ...prefixed('shadow-', tokens.shadow[theme])]
}

function rootLines(tokens) {
  const lines = [...prefixed('space-', tokens.space), ...prefixed('radius-', tokens.radius), ...prefixed('font-', tokens.type.family), ...prefixed('weight-', tokens.type.weight)]
  for (const [name, [size, line]] of Object.entries(tokens.type.size)) lines.push(`--size-${kebab(name)}:${size}`, `--line-${kebab(name)}:${line}`)
  return [...lines, ...prefixed('', tokens.layout), ...prefixed('motion-', tokens.motion), ...prefixed('z-', tokens.z), ...prefixed('focus-', tokens.focus)]
}

/** The style sheet. Without data-theme the system's wish decides. `kept` says which properties the program uses. */
export function tokensCss(tokens, kept = () => true) {
  const block = (selector, lines) => `${selector}{${lines.filter((line) => kept(line.slice(0, line.indexOf(':')))).join(';')}}`
  const density = (name) => prefixed('d-', tokens.density[name])
  const still = ['quick', 'base', 'slow'].map((name) => `--motion-${name}:${tokens.motion.reduced}`)
  return [
    block(':root', [...rootLines(tokens), ...density('comfortable'), ...themeLines(tokens, 'light')]),
    block('[data-density="compact"]', density('compact')),
    `@media (prefers-color-scheme:dark){${block(':root:not([data-theme])', themeLines(tokens, 'dark'))}}`,
    `@media (prefers-contrast:more){${block(':root:not([data-theme])', themeLines(tokens, 'contrast'))}}`,
    ...['light', 'dark', 'contrast'].map((theme) => block(`[data-theme="${theme}"]`, themeLines(tokens, theme))),
    `@media (prefers-reduced-motion:reduce){${block(':root', still)}}`,
  ].join('\n')
}

/** Colours of data in one theme: series, ramps, and the names that dashboards use. Charts ask for them by name. */
function dataColours(tokens, theme) {
  const numbered = (name, values) => values.map((value, i) => [`${name}-${i + 1}`, value])
  return Object.fromEntries([
    ...numbered('series', tokens.series[theme]), ...numbered('heat', tokens.ramp.sequential[theme]), ...numbered('diverge', tokens.ramp.diverging[theme]),
    ...Object.entries(tokens.named).map(([name, token]) => [`named-${name}-text`, token.text[theme]]),
  ])
}

/** What charts need besides the custom properties. */
export function tokensModule(tokens) {
  const { order, dash, marker } = tokens.series
  const fills = Object.fromEntries(Object.entries(tokens.named).map(([name, token]) => [`named-${name}`, token.fill]))
  const colours = Object.fromEntries(tokens.themes.map((theme) => [theme, dataColours(tokens, theme)]))
  return `export const series=${JSON.stringify({ count: order.length, dash, marker })};export const named=${JSON.stringify(Object.keys(tokens.named))};`
    + `export const fills=${JSON.stringify(fills)};export const colours=${JSON.stringify(colours)};export const states=${JSON.stringify(Object.keys(tokens.state))};export const stateAlias=${JSON.stringify(tokens.stateAlias)}`
}

export const readTokens = (path) => JSON.parse(readFileSync(path, 'utf8'))
