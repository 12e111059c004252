// What lies over the page and is seldom needed: palette and key help. Their code comes when they are first opened.
import { signal } from '@preact/signals'
import type { ComponentType, JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'

type Overlay = 'palette' | 'help'
export type OverlayProps = { onClose: () => void; start?: string }

const open = signal<{ which: Overlay; start: string } | undefined>(undefined)

export const openPalette = (): void => { open.value = { which: 'palette', start: '' } }
export const openActs = (): void => { open.value = { which: 'palette', start: '> ' } }
export const openHelp = (): void => { open.value = { which: 'help', start: '' } }

const LOADERS: Record<Overlay, () => Promise<{ default: ComponentType<OverlayProps> }>> = {
  palette: () => import('./palette/palette'),
  help: () => import('./help'),
}

/** Stands once in the frame. */
export function OverlayHost(): JSX.Element | null {
  const wanted = open.value
  const [loaded, setLoaded] = useState<Partial<Record<Overlay, ComponentType<OverlayProps>>>>({})
  useEffect(() => {
    if (!wanted || loaded[wanted.which]) return
    void LOADERS[wanted.which]().then((module) => setLoaded((before) => ({ ...before, [wanted.which]: module.default })))
  }, [wanted])
  const Component = wanted && loaded[wanted.which]
  return Component ? <Component onClose={() => { open.value = undefined }} start={wanted.start} /> : null
}
