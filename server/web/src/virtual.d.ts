declare module 'virtual:tokens' {
  export const series: { count: number; dash: string[]; marker: string[] }
  export const named: string[]
  export const states: string[]
  export const stateAlias: Record<string, string>
}
declare module 'virtual:locales' {
  type Locale = { tag: string; forms: string[]; texts: Record<string, string | string[]> }
  const loaders: Record<string, () => Promise<{ default: Locale }>>
  export default loaders
}
declare module 'virtual:server-messages' {
  const texts: Record<string, string | string[]>
  export default texts
}
