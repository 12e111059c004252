import type { JSX } from 'preact'
import { useComputed, useSignal } from '@preact/signals'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { runQuery, type Frame } from '../../api/queries'
import { Page } from '../../app/page'
import { navigate, place } from '../../app/router'
import { isEditor, sessionKnown, settings, timeZone } from '../../app/session'
import { useShortcuts } from '../../app/shortcuts'
import { createEnvironment } from '../../dashboards/environment'
import { absoluteText, resolveRange, zoomOut, type Instants } from '../../dashboards/time/range'
import { PanelContext } from '../../panels/environment'
import { Tips } from '../../panels/tips'
import { announce } from '../../ui/announce'
import { Button } from '../../ui/button'
import { Field, SelectField, TextField } from '../../ui/field'
import { t } from '../../ui/i18n'
import { NotPermitted } from '../notpermitted'
import { Answer, type Shown } from './answer'
import { addressOf, exploringOf, type Exploring } from './place'
import play from 'icon:play'
import zoomOutIcon from 'icon:zoom-out'
import '../../panels/panels.css'
import './explore.css'

const RANGES = ['5m', '15m', '1h', '3h', '6h', '12h', '24h', '2d', '7d', '30d']
const POINTS = 1000

const rangeText = (span: string): string => t('explore.last', span.replace(/(\d+)(\w)/, '$1 $2'))

/** Sources that answer a query of text. */
const sources = (): { value: string; text: string; type: string; isDefault: boolean }[] =>
  Object.values(settings.value?.datasources ?? {}).filter((source) => source.uid && !source.name.startsWith('-- ') && !/testdata/.test(source.type))
    .map((source) => ({ value: source.uid ?? '', text: source.name, type: source.type, isDefault: source.isDefault }))

/** Ask a data source freely: one query, as lines or as a table. */
export default function ExplorePage(): JSX.Element {
  const denied = sessionKnown.value && !isEditor.value
  return (
    <Page name="explore" state={sessionKnown.value ? 'ready' : 'loading'} title={t('nav.explore')} class="explore">
      <div class="page">
        <div class="page-head"><h1>{t('nav.explore')}</h1></div>
        {denied ? <NotPermitted>{t('explore.notPermitted')}</NotPermitted> : <Explorer />}
      </div>
    </Page>
  )
}

/** Runs what the address says; the newest question wins. */
function useAnswer(state: Exploring, type: string | undefined, range: Instants | null, round: number): Shown {
  const [shown, setShown] = useState<Shown>({ frames: undefined, error: undefined, busy: false, range: undefined })
  useEffect(() => {
    if (!state.query.trim() || !state.source || !type || !range) return undefined
    const control = new AbortController()
    setShown((before) => ({ ...before, busy: true }))
    const graph = state.view === 'graph'
    const query = { refId: 'A', datasource: { uid: state.source, type }, expr: state.query, range: graph, instant: !graph, format: graph ? 'time_series' : 'table', maxDataPoints: POINTS, intervalMs: Math.max(1000, Math.round((range.to - range.from) / POINTS)) }
    void runQuery({ from: String(range.from), to: String(range.to), queries: [query] }, control.signal).then((answer) => {
      if (control.signal.aborted) return
      setShown(answer.ok ? { frames: answer.value, error: undefined, busy: false, range } : { frames: undefined, error: answer.error, busy: false, range })
      announce(answer.ok ? said(answer.value) : answer.error.message)
    })
    return () => control.abort()
  }, [state.source, state.query, state.from, state.to, state.view, type, round])
  return shown
}

const said = (frames: Frame[]): string => t('explore.answered', frames.length)

function Explorer(): JSX.Element {
  const state = exploringOf(place.value.query)
  const all = sources()
  const source = all.find((one) => one.value === state.source) ?? all.find((one) => one.text === state.source) ?? all.find((one) => one.isDefault) ?? all[0]
  const asked = { ...state, source: source?.value ?? '' }
  const [round, setRound] = useState(0)
  const range = useMemo(() => resolveRange({ from: asked.from, to: asked.to }, { now: Date.now(), zone: timeZone.value }), [asked.from, asked.to, timeZone.value, round])
  const shown = useAnswer(asked, source?.type, range, round)
  const go = (change: Partial<Exploring>): void => navigate(addressOf({ ...asked, ...change }))
  const newest = useRef(go)
  newest.current = go
  const zone = useComputed(() => timeZone.value)
  const none = useSignal([])
  const environment = useMemo(() => createEnvironment(zone, none, {
    select: (from, to) => newest.current(absoluteText({ from, to })), zoomIn: () => {}, zoomOut: () => { if (range) newest.current(absoluteText(zoomOut(range, 2, Date.now()))) },
  }), [range])
  return (
    <PanelContext.Provider value={environment}>
      <QueryForm state={asked} sources={all} busy={shown.busy} problem={range === null} onRun={(change) => { go(change); setRound(round + 1) }} onZoomOut={() => environment.zoomOut()} />
      <Answer shown={shown} view={asked.view} query={asked.query} onView={(view) => go({ view })} />
      <Tips />
    </PanelContext.Provider>
  )
}

type FormProps = { state: Exploring; sources: { value: string; text: string }[]; busy: boolean; problem: boolean; onRun: (change: Partial<Exploring>) => void; onZoomOut: () => void }

function QueryForm({ state, sources: choices, busy, problem, onRun, onZoomOut }: FormProps): JSX.Element {
  const [text, setText] = useState(state.query)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => setText(state.query), [state.query])
  useShortcuts(t('nav.explore'), [{ keys: 'Ctrl+enter', label: t('explore.run'), run: () => onRun({ query: text }) }])
  const span = state.to === 'now' ? /^now-(\w+)$/.exec(state.from)?.[1] : undefined
  const custom = span === undefined || !RANGES.includes(span)
  const ranges = [...RANGES.map((one) => ({ value: one, text: rangeText(one) })), ...(custom ? [{ value: 'custom', text: t('explore.custom') }] : [])]
  return (
    <form class="card explore-form" onSubmit={(event) => { event.preventDefault(); onRun({ query: text }) }}>
      <div class="explore-row">
        <SelectField label={t('explore.source')} value={state.source} onValue={(source) => onRun({ source, query: text })} options={choices.length > 0 ? choices : [{ value: '', text: t('datasources.none') }]} />
        <SelectField label={t('explore.range')} value={custom ? 'custom' : span} onValue={(chosen) => { if (chosen !== 'custom') onRun({ from: `now-${chosen}`, to: 'now', query: text }) }} options={ranges} />
        {custom && <TextField label={t('time.from')} value={state.from} onValue={(from) => onRun({ from })} error={problem ? t('explore.rangeExpected') : undefined} />}
        {custom && <TextField label={t('time.to')} value={state.to} onValue={(to) => onRun({ to })} />}
        <Button icon={zoomOutIcon} name={t('explore.zoomOut')} onClick={onZoomOut} />
      </div>
      <Field label={t('explore.query')} help={t('explore.queryHelp')}>
        {(ids) => <textarea {...ids} ref={field} class="input mono" rows={3} value={text} spellcheck={false} autocomplete="off" placeholder="rate(http_requests_total[5m])" onInput={(event) => setText(event.currentTarget.value)} />}
      </Field>
      <div class="row"><Button type="submit" kind="primary" icon={play} label={t('explore.run')} busy={busy} keys="Ctrl Enter" /></div>
    </form>
  )
}
