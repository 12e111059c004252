// A chart in words, for those who do not see it.
import type { TimeSeriesBody } from '../../api/panelview'
import { dateTimeText } from '../../dashboards/time/zone'
import { t } from '../../ui/i18n'
import { formatValue } from '../units'

const told = 5

function oneSeries(series: TimeSeriesBody['series'][number]): string {
  let least: number | null = null
  let greatest: number | null = null
  let last: number | null = null
  for (const value of series.values) {
    if (value === null) continue
    if (least === null || value < least) least = value
    if (greatest === null || value > greatest) greatest = value
    last = value
  }
  return t('chart.seriesSummary', series.name, formatValue(last, series.unit), formatValue(least, series.unit), formatValue(greatest, series.unit))
}

/** How many series, from when to when, and for the first of them the last, least and greatest value. */
export function chartSummary(body: TimeSeriesBody, zone: string): string {
  const shown = body.series.filter((series) => !series.hidden?.viz)
  const head = t('chart.summary', shown.length, dateTimeText(body.range.from, zone, 'minute'), dateTimeText(body.range.to, zone, 'minute'))
  const rest = shown.length > told ? [t('chart.summaryMore', shown.length - told)] : []
  return [head, ...shown.slice(0, told).map(oneSeries), ...rest].join(' ')
}
