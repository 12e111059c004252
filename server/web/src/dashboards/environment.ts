// Ties panels to the page: theme, zone, cursor, and what dragging in a chart does.
import { computed, signal, type ReadonlySignal } from '@preact/signals'
import { colours, fills, series } from 'virtual:tokens'
import { shownTheme } from '../app/theme'
import type { Annotation } from '../api/panelview'
import type { Hover, PanelEnvironment, Tip } from '../panels/environment'
import { paletteFrom } from '../panels/palette'

const dashes = series.dash.map((dash) => (dash === 'solid' ? [] : dash.split(' ').map(Number)))

/** Colours as the page shows them now; a change of theme gives new ones. */
export const pagePalette = computed(() => {
  // Colours of data are many, so they come with the script; all others are custom properties.
  const data = colours[shownTheme.value]
  const style = getComputedStyle(document.documentElement)
  return paletteFrom((property) => data[property.slice(2)] ?? fills[property.slice(2)] ?? style.getPropertyValue(property))
})

export type Acts = Pick<PanelEnvironment, 'select' | 'zoomOut' | 'zoomIn'>

export function createEnvironment(zone: ReadonlySignal<string>, annotations: ReadonlySignal<Annotation[]>, acts: Acts): PanelEnvironment {
  return {
    palette: pagePalette,
    dashes: computed(() => (shownTheme.value === 'contrast' ? dashes : null)),
    zone, annotations,
    hover: signal<Hover | null>(null), sharing: signal(0), tips: signal<Tip[]>([]),
    ...acts,
  }
}
