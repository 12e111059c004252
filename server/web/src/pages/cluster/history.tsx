import type { JSX } from 'preact'
import { useComputed, useSignal } from '@preact/signals'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { clusterMetrics } from '../../api/cluster'
import type { ApiError } from '../../api/result'
import { timeZone } from '../../app/session'
import { createEnvironment } from '../../dashboards/environment'
import { PanelContext } from '../../panels/environment'
import { Tips } from '../../panels/tips'
import { TimeSeriesPanel } from '../../panels/timeseries/panel'
import { Button } from '../../ui/button'
import { Card } from '../../ui/card'
import { t } from '../../ui/i18n'
import { Blank, Failed, Loading } from '../../ui/states'
import { useLive } from '../../ui/uselive'
import { CHARTS, chartBody, METRICS, type Span } from './figures'
import '../../panels/panels.css'

const EVERY_MS = 15_000
const POINTS = 240
const SPANS: { hours: number; label: () => string }[] = [
  { hours: 1, label: () => t('cluster.lastHour') }, { hours: 6, label: () => t('cluster.lastSixHours') }, { hours: 24, label: () => t('cluster.lastDay') },
]

/** Figures of all nodes over the last hours, one line a node. */
export function History(): JSX.Element {
  const [hours, setHours] = useState(1)
  const zone = useComputed(() => timeZone.value)
  const none = useSignal([])
  const environment = useMemo(() => createEnvironment(zone, none, { select: () => {}, zoomIn: () => {}, zoomOut: () => {} }), [])
  useEffect(() => { environment.sharing.value = 1 }, [])
  const history = useLive(async (signal) => {
    const to = Date.now()
    const span: Span = { from: to - hours * 3_600_000, to }
    const answer = await clusterMetrics({ names: METRICS, ...span, stepMs: Math.max(15_000, Math.round((span.to - span.from) / POINTS)) }, signal)
    return answer.ok ? { ok: true, value: { frames: answer.value, span } } : answer
  }, EVERY_MS)
  useEffect(() => { if (history.value) history.again() }, [hours])
  return (
    <PanelContext.Provider value={environment}>
      <Card title={t('cluster.history')} aside={<span class="group" role="group" aria-label={t('time.range')}>{SPANS.map((one) => <Button key={one.hours} small label={one.label()} aria-pressed={one.hours === hours ? 'true' : 'false'} onClick={() => setHours(one.hours)} />)}</span>}>
        {history.value ? (
          <div class="cluster-charts" data-density="compact">
            {CHARTS.map((chart) => {
              const body = chartBody(chart, history.value!.frames, history.value!.span)
              return (
                <section key={chart.id} class="cluster-chart" aria-label={chart.title()}>
                  <h3>{chart.title()} <span class="unit muted">{chart.unitWord}</span></h3>
                  {body ? <TimeSeriesPanel body={body} title={chart.title()} panelKey={chart.id} /> : <Blank state="unknown" title={t('panel.noData')} />}
                </section>
              )
            })}
          </div>
        ) : <Waiting error={history.error} again={history.again} />}
      </Card>
      <Tips />
    </PanelContext.Provider>
  )
}

function Waiting({ error, again }: { error: ApiError | undefined; again: () => void }): JSX.Element {
  return error ? <Failed error={error} acts={<Button label={t('states.retry')} onClick={again} />} /> : <Loading />
}
