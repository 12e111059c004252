import { msg, t, type PlainId } from '../ui/i18n'

const names: Record<string, PlainId> = {
  timeseries: msg('panelType.timeseries'), stat: msg('panelType.stat'), gauge: msg('panelType.gauge'), bargauge: msg('panelType.bargauge'), table: msg('panelType.table'), text: msg('panelType.text'),
  piechart: msg('panelType.piechart'), barchart: msg('panelType.barchart'), histogram: msg('panelType.histogram'), heatmap: msg('panelType.heatmap'), 'state-timeline': msg('panelType.stateTimeline'),
  'status-history': msg('panelType.statusHistory'), logs: msg('panelType.logs'), nodeGraph: msg('panelType.nodeGraph'), geomap: msg('panelType.geomap'), canvas: msg('panelType.canvas'), dashlist: msg('panelType.dashlist'),
  alertlist: msg('panelType.alertlist'), annolist: msg('panelType.annolist'), news: msg('panelType.news'), trend: msg('panelType.trend'), xychart: msg('panelType.xychart'), candlestick: msg('panelType.candlestick'), traces: msg('panelType.traces'), flamegraph: msg('panelType.flamegraph'),
}

/** A panel type in words; an unknown one by its own id. */
export const typeWords = (type: string): string => (names[type] ? t(names[type]) : type)
