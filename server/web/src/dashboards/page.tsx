import type { JSX } from 'preact'
import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks'
import { useComputed, useSignalEffect } from '@preact/signals'
import { kiosk } from '../app/kiosk'
import { Page } from '../app/page'
import { url, type PageProps } from '../app/router'
import { statusLate, statusLeft, statusRight } from '../app/statusline'
import { kindOf, type ApiError } from '../api/result'
import { PanelContext } from '../panels/environment'
import { Tips } from '../panels/tips'
import { Failed, Loading } from '../ui/states'
import { t } from '../ui/i18n'
import { BottomBar, Head, Links } from './bar/head'
import { TimeRail } from './bar/rail'
import { Variables } from './bar/variables'
import { statusOf } from './cell'
import { DashboardContext } from './context'
import { closeDialog, opened } from './dialogs'
import { Grid } from './grid'
import { useDashboardKeys } from './keys'
import { markReady } from './marks'
import { Notices } from './notices'
import { openDashboard, type DashboardModel } from './model'
import { now, startAge } from './staleness'
import './dashboard.css'
import '../panels/panels.css'

/** "12 panels, 1 error" */
function countWords(model: DashboardModel): string {
  const panels = model.session.cells.value.filter((cell) => cell.placed.value.type !== 'row')
  const failed = panels.filter((cell) => statusOf(cell) === 'error').length
  return failed ? t('dash.panelsErrors', t('dash.panels', panels.length), t('dash.errors', failed)) : t('dash.panels', panels.length)
}

/** Says in the status line how old the data is and how many panels there are. */
function useStatus(model: DashboardModel) {
  const { session, environment } = model
  useSignalEffect(() => {
    if (!session.ready.value) return
    const late = session.connection.value === 'lost'
    const age = session.lastGood.value ? Math.max(0, Math.round((now.value - session.lastGood.value) / 1000)) : null
    statusLeft.value = [...(age === null ? [] : [t('dash.age', age)]), countWords(model)]
    statusRight.value = environment.sharing.value ? [environment.sharing.value === 1 ? t('keys.sharingCross') : t('keys.sharingTips')] : []
    statusLate.value = late
  })
  useEffect(startAge, [])
}

function useDialogs(model: DashboardModel): JSX.Element | null {
  const [Component, setComponent] = useState<typeof import('./inspect').default | null>(null)
  const wanted = opened.value?.model === model ? opened.value : null
  useEffect(() => {
    setComponent(null)
    if (!wanted) return
    const load = wanted.which === 'inspect' ? import('./inspect') : import('./share')
    void load.then((module) => setComponent(() => module.default))
  }, [wanted])
  useEffect(() => closeDialog, [])
  return wanted && Component ? <Component model={model} panel={wanted.panel} onClose={closeDialog} /> : null
}

function refusalError(model: DashboardModel): ApiError | null {
  const refusal = model.session.refusal.value
  if (!refusal || model.session.dashboard.value) return null
  return { kind: kindOf(refusal.status), status: refusal.status, message: refusal.message, ...(refusal.messageId ? { messageId: refusal.messageId } : {}) }
}

/** Body of the page once it is known that there is a dashboard. */
function Body({ model }: { model: DashboardModel }): JSX.Element {
  const dialog = useDialogs(model)
  const mode = kiosk.value
  const bars = mode === 'off' || mode === 'time'
  return (
    <>
      <Head />
      {mode !== 'full' && <Notices />}
      {bars && <Links />}
      {mode === 'off' && <Variables />}
      {bars && !model.session.dashboard.value?.hideTimePicker && <TimeRail />}
      <Grid />
      <BottomBar />
      <Tips />
      {dialog}
    </>
  )
}

/** No such dashboard, or not for this reader. */
function Refused({ error }: { error: ApiError }): JSX.Element {
  return <><h1 class="visually-hidden">{t('nav.dashboards')}</h1><Failed error={error} acts={<a class="btn" href={url('dashboards')}>{t('dash.toList')}</a>} /></>
}

function useWall(mode: string) {
  useLayoutEffect(() => {
    if (mode !== 'full') return undefined
    let timer = 0
    const wake = () => {
      document.documentElement.classList.remove('no-cursor')
      clearTimeout(timer)
      timer = window.setTimeout(() => document.documentElement.classList.add('no-cursor'), 3000)
    }
    wake()
    document.addEventListener('pointermove', wake)
    return () => { clearTimeout(timer); document.removeEventListener('pointermove', wake); document.documentElement.classList.remove('no-cursor') }
  }, [mode])
}

function Dashboard({ uid }: { uid: string }): JSX.Element {
  const model = useMemo(() => openDashboard(uid), [uid])
  useEffect(() => () => model.close(), [model])
  useDashboardKeys(model)
  useStatus(model)
  useWall(kiosk.value)
  const sharing = useComputed(() => model.session.dashboard.value?.graphTooltip ?? 0)
  useLayoutEffect(() => { model.environment.sharing.value = sharing.value }, [sharing.value])
  const error = refusalError(model)
  const ready = model.session.ready.value || error !== null
  useLayoutEffect(() => { if (ready && !error) markReady() }, [ready])
  const title = model.session.dashboard.value?.title ?? ''
  return (
    <DashboardContext.Provider value={model}>
      <PanelContext.Provider value={model.environment}>
        <Page name="dashboard" state={ready ? 'ready' : 'loading'} title={title} said={t('dash.ready', countWords(model))} data={{ 'data-dashboard-uid': uid }} class={`dash kiosk-${kiosk.value}`}>
          {error ? <Refused error={error} /> : model.session.dashboard.value ? <Body model={model} /> : <Loading />}
        </Page>
      </PanelContext.Provider>
    </DashboardContext.Provider>
  )
}

export default function DashboardPage({ params }: PageProps): JSX.Element {
  const uid = params['uid'] ?? ''
  return <Dashboard key={uid} uid={uid} />
}
