import type { ComponentType, JSX } from 'preact'
import type { PanelView } from '../api/panelview'
import { asTable } from './astable'
import { BarGaugePanel } from './bargauge'
import { usePanels } from './environment'
import { GaugePanel } from './gauge'
import { StatPanel } from './stat'
import { TablePanel } from './table'
import { TextPanel } from './text'
import { TimeSeriesPanel } from './timeseries/panel'

type Drawn<Body> = ComponentType<{ body: Body; title: string; panelKey: string }>

/** Kinds whose code comes when the first panel of the kind does. */
const later = {
  slices: () => import('./pie').then((module) => module.PiePanel),
  bars: () => import('./bars').then((module) => module.BarsPanel),
  heatmap: () => import('./heatmap').then((module) => module.HeatmapPanel),
  spans: () => import('./spans').then((module) => module.SpansPanel),
  logs: () => import('./logs').then((module) => module.LogsPanel),
}
type LaterKind = keyof typeof later
const arrived: { [Kind in LaterKind]?: Drawn<never> } = {}

async function fetchKind(kind: LaterKind): Promise<void> {
  const component = await later[kind]()
  arrived[kind] = component as Drawn<never>
}

/** Null when the view can be drawn at once; else resolves when its code is here. */
export function missingCode(view: PanelView): Promise<void> | null {
  const kind = (Object.keys(later) as LaterKind[]).find((one) => view[one] && !(one in arrived))
  return kind ? fetchKind(kind) : null
}

const kindOfType: Record<string, LaterKind> = { piechart: 'slices', barchart: 'bars', histogram: 'bars', heatmap: 'heatmap', 'state-timeline': 'spans', 'status-history': 'spans', logs: 'logs' }

/** Starts the loading of the code that these panel types will need. */
export function prefetchKinds(types: Iterable<string>) {
  for (const type of new Set(types)) {
    const kind = kindOfType[type]
    if (kind && !(kind in arrived)) fetchKind(kind).catch(() => { /* asked for again when the panel is drawn */ })
  }
}

/** What a view has to draw; `tabular` shows its data as a table instead. */
export function PanelBody({ view, title, panelKey, tabular }: { view: PanelView; title: string; panelKey: string; tabular: boolean }): JSX.Element | null {
  const zone = usePanels().zone.value
  const table = tabular ? asTable(view, zone) : view.table
  if (table) return <TablePanel body={table} title={title} />
  if (view.timeseries) return <TimeSeriesPanel body={view.timeseries} title={title} panelKey={panelKey} />
  if (view.stats) return view.stats.kind === 'gauge' ? <GaugePanel body={view.stats} /> : view.stats.kind === 'bargauge' ? <BarGaugePanel body={view.stats} /> : <StatPanel body={view.stats} />
  if (view.text) return <TextPanel body={view.text} />
  const kind = (Object.keys(later) as LaterKind[]).find((one) => view[one])
  const Component = kind && (arrived[kind] as Drawn<unknown> | undefined)
  return Component ? <Component body={view[kind!]} title={title} panelKey={panelKey} /> : null
}
