// What lies over the page and is seldom needed: palette and key help. Their code comes when they are first opened.
import { signal } from '@preact/signals'
import type { ComponentType, JSX } from 'preact'
import { useEffect, useLayoutEffect, useState } from 'preact/hooks'

type Overlay = 'palette' | 'help'
/** `start`: text that stands in its field; `go`: Enter was pressed already. */
export type OverlayProps = { onClose: () => void; start?: string; go?: boolean }

const open = signal<{ which: Overlay; start: string; go: boolean } | undefined>(undefined)
const arrived: Partial<Record<Overlay, ComponentType<OverlayProps>>> = {}

const LOADERS: Record<Overlay, () => Promise<{ default: ComponentType<OverlayProps> }>> = {
  palette: () => import('./palette/palette'),
  help: () => import('./help'),
}

export const openPalette = (): void => show('palette')
export const openActs = (): void => show('palette', '> ')
export const openHelp = (): void => show('help')

function show(which: Overlay, start = ''): void {
  open.value = { which, start, go: false }
  if (which === 'palette' && !arrived.palette) document.addEventListener('keydown', keepKey, true)
}

/** What is typed before the palette's code is here belongs into its field: nobody waits for it. */
export function keepKey(event: KeyboardEvent): void {
  const wanted = open.peek()
  if (!wanted || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (event.key === 'Escape') open.value = undefined
  else if (event.key === 'Enter') open.value = { ...wanted, go: true }
  else if (event.key === 'Backspace') open.value = { ...wanted, start: wanted.start.slice(0, -1), go: false }
  else if (event.key.length === 1) open.value = { ...wanted, start: wanted.start + event.key, go: false }
  else return
  event.preventDefault()
  event.stopPropagation()
}

/** Stands once in the frame. */
export function OverlayHost(): JSX.Element | null {
  const wanted = open.value
  const [, setRound] = useState(0)
  const Component = wanted && arrived[wanted.which]
  useEffect(() => {
    if (!wanted || arrived[wanted.which]) return
    LOADERS[wanted.which]().then((module) => { arrived[wanted.which] = module.default; setRound((before) => before + 1) }, () => { open.value = undefined })
  }, [wanted?.which])
  // From now on the component has the focus, or nothing is wanted any more.
  useLayoutEffect(() => { if (!wanted || Component) document.removeEventListener('keydown', keepKey, true) }, [wanted, Component])
  return Component ? <Component onClose={() => { open.value = undefined }} start={wanted.start} go={wanted.go} /> : null
}
