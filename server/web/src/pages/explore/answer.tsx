import type { JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import type { Frame } from '../../api/queries'
import type { ApiError } from '../../api/result'
import { timeZone } from '../../app/session'
import type { Instants } from '../../dashboards/time/range'
import { dateTimeText } from '../../dashboards/time/zone'
import { TablePanel } from '../../panels/table'
import { TimeSeriesPanel } from '../../panels/timeseries/panel'
import { Button } from '../../ui/button'
import { countText } from '../../ui/format'
import { t } from '../../ui/i18n'
import { Blank, Failed, Loading } from '../../ui/states'
import type { Exploring } from './place'
import { graphOf, linesOf, MOST_SERIES, tableOf } from './views'

export type Shown = { frames: Frame[] | undefined; error: ApiError | undefined; busy: boolean; range: Instants | undefined }

type AnswerProps = { shown: Shown; view: Exploring['view']; query: string; onView: (view: Exploring['view']) => void }

/** What came back: lines, a table, nothing, or why not. */
export function Answer({ shown, view, query, onView }: AnswerProps): JSX.Element {
  return (
    <section class="card" aria-label={t('explore.answer')} aria-busy={shown.busy ? 'true' : undefined}>
      <div class="card-head">
        <span class="group" role="group" aria-label={t('explore.view')}>
          <Button small label={t('explore.graph')} aria-pressed={view === 'graph' ? 'true' : 'false'} onClick={() => onView('graph')} />
          <Button small label={t('explore.table')} aria-pressed={view === 'table' ? 'true' : 'false'} onClick={() => onView('table')} />
        </span>
        <span class="grow" />
        {shown.frames && <span class="soft caption">{t('explore.answered', shown.frames.length)}</span>}
      </div>
      <div class={`explore-body ${view}`}><Body shown={shown} view={view} query={query} /></div>
    </section>
  )
}

function Body({ shown, view, query }: Omit<AnswerProps, 'onView'>): JSX.Element {
  const zone = timeZone.value
  const graph = useMemo(() => (shown.frames && shown.range && view === 'graph' ? graphOf(shown.frames, shown.range) : undefined), [shown.frames, view])
  const table = useMemo(() => (shown.frames && view === 'table' ? tableOf(shown.frames, (time) => dateTimeText(time, zone)) : undefined), [shown.frames, view, zone])
  if (shown.error) return <Failed error={shown.error} {...(shown.error.kind === 'refused' ? { title: t('explore.refused') } : {})} />
  if (!shown.frames) return shown.busy ? <Loading /> : <Blank state="unknown" title={t('explore.ask')}>{t('explore.askDo')}</Blank>
  if (graph) {
    const count = linesOf(shown.frames).length
    return <>{count > MOST_SERIES && <p class="caption muted">{t('explore.cut', MOST_SERIES, countText(count))}</p>}<TimeSeriesPanel body={graph} title={query} panelKey="explore" /></>
  }
  if (table) return <TablePanel body={table} title={query} />
  return <Blank state="unknown" title={t('explore.nothing')}>{t('explore.nothingDo')}</Blank>
}
