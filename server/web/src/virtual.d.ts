declare module 'virtual:tokens' {
  export const series: { count: number; dash: string[]; marker: string[] }
  export const named: string[]
  export const states: string[]
  export const stateAlias: Record<string, string>
}
declare module 'virtual:server-messages' {
  const texts: Record<string, string | string[]>
  export default texts
}
