declare module 'virtual:tokens' {
  export const series: { count: number; dash: string[]; marker: string[] }
  export const named: string[]
  /** Names without dashes in front: `series-1`, `heat-3`, `named-red-text` */
  export const colours: Record<'light' | 'dark' | 'contrast', Record<string, string>>
  /** `named-red`: the same in every theme */
  export const fills: Record<string, string>
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
