// What panels share: colours of the theme, the zone, the cursor that stands in all charts, and what a reader can do from within one.
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { ReadonlySignal, Signal } from '@preact/signals'
import type { Annotation, Link } from '../api/panelview'
import type { Palette } from './palette'

/** A moment pointed at in one panel, shown in all. */
export type Hover = { at: number; key: string }

export type TipRow = { name: string; text: string; colour: string; dash: number[] | null; strong: boolean }
export type Tip = {
  key: string
  title: string
  rows: TipRow[]
  /** Rows there would be */
  total: number
  /** Place that must stay free, CSS px in the window */
  x: number
  y: number
  pinned: boolean
  links: Link[]
  notes: string[]
}

export type PanelEnvironment = {
  palette: ReadonlySignal<Palette>
  /** Contrast theme or print: series also have dashes */
  dashes: ReadonlySignal<number[][] | null>
  zone: ReadonlySignal<string>
  annotations: ReadonlySignal<Annotation[]>
  hover: Signal<Hover | null>
  /** 0: each chart for itself, 1: shared crosshair, 2: shared tooltip */
  sharing: Signal<number>
  tips: Signal<Tip[]>
  select(from: number, to: number): void
  zoomOut(): void
  zoomIn(at: number): void
}

export const PanelContext = createContext<PanelEnvironment | null>(null)

export function usePanels(): PanelEnvironment {
  const environment = useContext(PanelContext)
  if (!environment) throw new Error('a panel stands outside a dashboard')
  return environment
}

/** Shows, changes or (null) takes away the tip of one panel. */
export function setTip(environment: PanelEnvironment, key: string, tip: Tip | null) {
  const others = environment.tips.peek().filter((one) => one.key !== key)
  if (tip || others.length !== environment.tips.peek().length) environment.tips.value = tip ? [...others, tip] : others
}
