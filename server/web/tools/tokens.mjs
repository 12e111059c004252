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
  tokens.series[theme].forEach((value, i) => lines.push(`--series-${i + 1}:${value}`))
  tokens.ramp.sequential[theme].forEach((value, i) => lines.push(`--heat-${i + 1}:${value}`))
  tokens.ramp.diverging[theme].forEach((value, i) => lines.push(`--diverge-${i + 1}:${value}`))
  for (const [name, token] of Object.entries(tokens.named)) lines.push(`--named-${name}-text:${token.text[theme]}`)
  return [...lines, ...prefixed('shadow-', tokens.shadow[theme])]
}

function rootLines(tokens) {
  const lines = []
  for (const [name, token] of Object.entries(tokens.named)) lines.push(`--named-${name}:${token.fill}`, `--named-${name}-on:${token.on}`)
  lines.push(...prefixed('space-', tokens.space), ...prefixed('radius-', tokens.radius), ...prefixed('font-', tokens.type.family), ...prefixed('weight-', tokens.type.weight))
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

/** What charts need as numbers and lists: everything else is read from the custom properties. */
export function tokensModule(tokens) {
  const { order, dash, marker } = tokens.series
  return `export const series=${JSON.stringify({ count: order.length, dash, marker })};export const named=${JSON.stringify(Object.keys(tokens.named))};`
    + `export const states=${JSON.stringify(Object.keys(tokens.state))};export const stateAlias=${JSON.stringify(tokens.stateAlias)}`
}

export const readTokens = (path) => JSON.parse(readFileSync(path, 'utf8'))
