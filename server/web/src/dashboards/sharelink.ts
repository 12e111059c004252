import { absoluteText } from './time/range'
import type { DashboardModel } from './model'
import { writeUrl } from './urlstate'

export type LinkOptions = {
  /** The range as it is at this moment, so that others see the same */
  locked: boolean
  theme?: string | null
  viewPanel?: string | null
}

/** Address of what is on the screen: range, zone and every variable's value. */
export function lockedLink(model: DashboardModel, options: LinkOptions): string {
  const variables = Object.fromEntries(model.session.variables.peek().filter((one) => one.type !== 'constant' && one.state === 'ready').map((one) => [one.name, one.current.value]))
  const search = writeUrl(location.search, {
    range: options.locked ? absoluteText(model.instants.peek()) : model.range.peek(), timezone: model.url.peek().timezone, variables, viewPanel: options.viewPanel ?? null,
    ...(options.locked ? { refresh: null } : {}),
  })
  const params = new URLSearchParams(search)
  if (options.theme) params.set('theme', options.theme)
  else params.delete('theme')
  return `${location.origin}${location.pathname}?${params.toString()}`
}
