import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { PanelView } from '../api/panelview'
import { PanelBody } from '../panels/body'
import { isSafe, targetOf } from '../panels/linked'
import { Blank, Loading } from '../ui/states'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { t } from '../ui/i18n'
import { statusOf, type PanelCell } from './cell'
import { useDashboard } from './context'
import { PanelError } from './panelerror'
import { PanelMenu } from './panelmenu'
import { typeWords } from './paneltype'
import { now } from './staleness'
import externalLink from 'icon:external-link'
import infoIcon from 'icon:info'
import warningIcon from 'icon:triangle-alert'

const titleId = (cell: PanelCell) => `panel-${cell.key}-title`

/** Title with its variables replaced; the view's own once there is one. */
export const titleOf = (cell: PanelCell) => cell.view.value?.title ?? cell.placed.value.title

function Notices({ view }: { view: PanelView }): JSX.Element | null {
  if (!view.notices?.length) return null
  const text = view.notices.map((notice) => notice.text).join(' ')
  const bad = view.notices.some((notice) => notice.severity !== 'info')
  return <Button kind="ghost" small class={bad ? 'notice warning' : 'notice'} icon={bad ? warningIcon : infoIcon} name={text} />
}

function HeadLink({ view }: { view: PanelView }): JSX.Element | null {
  const link = view.links?.find((one) => isSafe(one.url))
  if (!link || (view.links?.length ?? 0) > 1) return null
  return <a class="btn ghost small icon" {...targetOf(link)} aria-label={link.text} data-tip={link.tooltip ?? link.text}><Icon of={externalLink} /></a>
}

function StaleBadge({ cell }: { cell: PanelCell }): JSX.Element | null {
  const { session } = useDashboard()
  if (session.connection.value !== 'lost' || !cell.at.value) return null
  return <span class="badge degraded">{t('panel.old', Math.max(1, Math.round((now.value - cell.at.value) / 1000)))}</span>
}

/** A thin line while new data is on its way; alone, so that a refresh renders nothing else. */
function AskingLine({ cell }: { cell: PanelCell }): JSX.Element | null {
  return cell.asking.value && cell.at.value ? <span class="asking" aria-hidden="true" /> : null
}

function Head({ cell, tabular, onTabular }: { cell: PanelCell; tabular: boolean; onTabular: () => void }): JSX.Element {
  const view = cell.view.value
  const title = titleOf(cell)
  return (
    <div class={`p-head${title ? '' : ' bare'}`}>
      <h2 id={titleId(cell)} data-panel-title class={title ? 'clip' : 'visually-hidden'} title={title}>{title || typeWords(cell.placed.value.type)}</h2>
      {view?.timeInfo && <span class="unit">{view.timeInfo}</span>}
      {view?.description && <Button kind="ghost" small class="notice" icon={infoIcon} name={view.description} />}
      {view && <Notices view={view} />}
      {view && <HeadLink view={view} />}
      <span class="grow" />
      <StaleBadge cell={cell} />
      <AskingLine cell={cell} />
      <PanelMenu cell={cell} title={title || typeWords(cell.placed.value.type)} tabular={tabular} onTabular={onTabular} />
    </div>
  )
}

function Unsupported({ view, title, cell, tabular }: { view: PanelView; title: string; cell: PanelCell; tabular: boolean }): JSX.Element {
  const word = typeWords(cell.placed.value.type)
  const drawn = view.table || tabular
  return (
    <div class="unsupported">
      <p class="caption">{view.error?.message || <><b>{word}</b> {drawn ? t('panel.unsupportedData') : t('panel.unsupported')}</>}</p>
      {drawn && <PanelBody view={view} title={title} panelKey={cell.key} tabular={tabular} />}
    </div>
  )
}

function Content({ cell, tabular }: { cell: PanelCell; tabular: boolean }): JSX.Element | null {
  const { session } = useDashboard()
  const view = cell.view.value
  const title = titleOf(cell) || typeWords(cell.placed.value.type)
  if (!view) return <Loading />
  if (view.state === 'done') return <PanelBody view={view} title={title} panelKey={cell.key} tabular={tabular} />
  if (view.state === 'nodata') return <Blank state="unknown" title={t('panel.noData')} />
  if (view.state === 'unsupported') return <Unsupported view={view} title={title} cell={cell} tabular={tabular} />
  const kept = cell.kept.value
  const retry = () => session.retry(cell.key)
  return kept ? <><PanelError view={view} onRetry={retry} banner /><PanelBody view={kept} title={title} panelKey={cell.key} tabular={tabular} /></> : <PanelError view={view} onRetry={retry} />
}

const errorText = (view: PanelView | null): string | undefined => (view && (view.state === 'error' || view.state === 'unsupported') ? view.error?.message || (view.state === 'error' ? t('panel.failed') : `${typeWords(view.type)} ${t('panel.unsupported')}`) : undefined)

/** One panel: title, state, drawing. Its attributes say to assistive software and to checks what it shows. */
export function Panel({ cell, alone = false }: { cell: PanelCell; alone?: boolean }): JSX.Element {
  const { session, pointed } = useDashboard()
  const [tabular, setTabular] = useState(false)
  const section = useRef<HTMLElement>(null)
  const { placed } = cell
  const view = cell.view.value
  const state = statusOf(cell)
  const late = session.connection.value === 'lost' && state === 'done'
  useEffect(() => {
    const element = section.current
    if (!element) return undefined
    const onKey = (event: KeyboardEvent) => { if (event.altKey && !event.ctrlKey && event.key.toLowerCase() === 't') { event.preventDefault(); setTabular((before) => !before) } }
    element.addEventListener('keydown', onKey)
    return () => element.removeEventListener('keydown', onKey)
  }, [])
  const { x, y, w, h } = placed.value
  return (
    <section
      ref={section} role="group" class={`panel${placed.value.transparent ? ' transparent' : ''}${late ? ' late' : ''}${alone ? ' alone' : ''}`} style={alone ? {} : { '--x': x, '--y': y, '--w': w, '--h': h }}
      data-panel-id={placed.value.id} data-repeat-index={placed.value.repeatIndex} data-panel-type={view?.type ?? placed.value.type} data-state={state} data-key={cell.key}
      data-series={state === 'done' && view?.count !== undefined ? view.count : undefined} data-error={errorText(view)} aria-labelledby={titleId(cell)}
      aria-busy={state === 'loading' ? 'true' : undefined}
      onPointerEnter={() => { pointed.value = cell.key }} onPointerLeave={() => { if (pointed.peek() === cell.key) pointed.value = null }}
    >
      <Head cell={cell} tabular={tabular} onTabular={() => setTabular(!tabular)} />
      <div class={`p-body kind-${view?.type ?? 'none'}`}><Content cell={cell} tabular={tabular} /></div>
    </section>
  )
}
