import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { send } from '../api/client'
import type { Line, PanelView } from '../api/panelview'
import { timeZone } from '../app/session'
import { asTable } from '../panels/astable'
import { TablePanel } from '../panels/table'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { t } from '../ui/i18n'
import { Loading } from '../ui/states'
import { readView, viewPath } from '../live/viewstream'
import type { PanelCell } from './cell'
import { downloadCsv } from './download'
import type { DashboardModel } from './model'
import { panelSize } from './model'
import downloadIcon from 'icon:download'

/** Asks for all points of one panel, with what was sent to its sources. */
function useFullView(model: DashboardModel, cell: PanelCell | undefined): { view: PanelView | null; failed: boolean } {
  const [state, setState] = useState<{ view: PanelView | null; failed: boolean }>({ view: null, failed: false })
  useEffect(() => {
    if (!cell) return undefined
    const abort = new AbortController()
    const { range, variables, timezone } = model.url.peek()
    const { id, repeatIndex } = cell.placed.peek()
    const body = {
      from: range?.from ?? '', to: range?.to ?? '', ...(timezone ? { timezone } : {}), browserZone: timeZone.peek(), variables, rows: model.session.rows.peek(), inspect: true, panelsOnly: true,
      panels: [{ id, ...(repeatIndex === undefined ? {} : { repeatIndex }), ...panelSize(cell.placed.peek(), innerWidth) }],
    }
    let view: PanelView | null = null
    const onLine = (line: Line) => { if (line.kind === 'panel' && line.view) view = line.view }
    void readView(send(viewPath(model.uid), { method: 'POST', body, signal: abort.signal, patient: false }), onLine, abort.signal)
      .then((end) => { if (end.kind !== 'cancelled') setState({ view, failed: view === null }) })
    return () => abort.abort()
  }, [cell])
  return state
}

function Queries({ view }: { view: PanelView }): JSX.Element | null {
  if (!view.queries?.length) return null
  return (
    <section class="inspect-queries">
      <h3>{t('inspect.queries')}</h3>
      <ul>
        {view.queries.map((query) => (
          <li key={query.refId}><div class="row"><b>{query.refId}</b><span class="muted caption">{t('inspect.facts', query.source, query.ms, query.points)}</span></div><pre class="mono" tabIndex={0}>{query.text}</pre></li>
        ))}
      </ul>
    </section>
  )
}

/** Everything behind one panel as a table, to be read and taken away. */
export default function InspectDialog({ model, panel, onClose }: { model: DashboardModel; panel: string; onClose: () => void }): JSX.Element {
  const cell = model.session.cells.value.find((one) => one.key === panel)
  const { view: full, failed } = useFullView(model, cell)
  const shown = full ?? (failed ? cell?.view.value ?? null : null)
  const title = shown?.title || cell?.placed.value.title || ''
  const table = shown && asTable(shown, model.zone.value)
  const buttons = <><span class="grow" />{table && <Button icon={downloadIcon} label={t('menu.csv')} onClick={() => downloadCsv(table, title)} />}</>
  return (
    <Dialog title={t('inspect.title', title)} onClose={onClose} wide class="inspect" buttons={buttons}>
      {shown ? <>{table ? <div class="inspect-table" data-density="compact"><TablePanel body={{ ...table, showHeader: true }} title={title} /></div> : <p>{t('panel.noData')}</p>}<Queries view={shown} /></> : <Loading />}
    </Dialog>
  )
}
