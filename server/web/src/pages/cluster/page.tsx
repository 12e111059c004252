import type { ComponentType, JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { getCluster, type Cluster } from '../../api/cluster'
import { Page } from '../../app/page'
import { isServerAdmin, sessionKnown, settings } from '../../app/session'
import { now, startAge } from '../../dashboards/staleness'
import { Banner } from '../../ui/banner'
import { Button } from '../../ui/button'
import { errorText } from '../../ui/errors'
import { numberText } from '../../ui/format'
import { t } from '../../ui/i18n'
import { Menu } from '../../ui/menu'
import { Failed, Loading } from '../../ui/states'
import { useLive, type Live } from '../../ui/uselive'
import { NotPermitted } from '../notpermitted'
import { Events } from './events'
import { Findings } from './findings'
import { Jobs } from './jobs'
import { NodesTable } from './nodestable'
import { Topology } from './topology'
import { databaseNow, health, sentenceText } from './words'
import chevron from 'icon:chevron-down'
import pause from 'icon:pause'
import play from 'icon:play'
import './cluster.css'

const PERIODS = [1, 5, 10, 30]
const USUAL_S = 5

/** How the nodes are, and what can be done with them. */
export default function ClusterPage(): JSX.Element {
  if (isServerAdmin.value) return <LiveCluster />
  return (
    <Page name="cluster" state={sessionKnown.value ? 'ready' : 'loading'} title={t('cluster.title')}>
      <div class="page"><div class="page-head"><h1>{t('cluster.title')}</h1></div>{sessionKnown.value && <NotPermitted>{t('cluster.notPermitted')}</NotPermitted>}</div>
    </Page>
  )
}

function LiveCluster(): JSX.Element {
  const [period, setPeriod] = useState(USUAL_S)
  const [live, setLive] = useState(true)
  const data = useLive(getCluster, live ? period * 1000 : 0)
  const ready = data.value !== undefined || data.error !== undefined
  const name = settings.value?.clusterName
  const title = name ? t('cluster.titleOf', name) : t('cluster.title')
  useEffect(startAge, [])
  return (
    <Page name="cluster" state={ready ? 'ready' : 'loading'} title={title} said={data.value ? sentenceText(data.value.sentence) : ''}>
      <div class="page">
        <div class="page-head">
          <h1>{title}</h1>
          {data.value && <Age data={data} live={live} />}
          <span class="grow" />
          <span class="group">
            <Button icon={live ? pause : play} name={live ? t('cluster.pause') : t('cluster.resumeLive')} onClick={() => setLive(!live)} />
            <Menu label={t('refresh.every')} items={PERIODS.map((one) => ({ label: `${one}\u202fs`, checked: live && one === period, run: () => { setPeriod(one); setLive(true) } }))}
              trigger={(button) => <Button {...button} label={`${period}\u202fs`} after={chevron} name={t('refresh.everyNow', `${period}\u202fs`)} />} />
          </span>
        </div>
        {data.value ? <Known cluster={data.value} data={data} /> : data.error ? <section class="card"><Failed error={data.error} acts={<Button label={t('states.retry')} onClick={data.again} />} /></section> : <section class="card"><Loading /></section>}
      </div>
    </Page>
  )
}

/** "live, 1 s old"; late data says so in the colour of its state. */
function Age({ data, live }: { data: Live<Cluster>; live: boolean }): JSX.Element {
  const seconds = Math.max(0, Math.round((now.value - data.at) / 1000))
  if (data.error) return <span class="badge degraded">{t('panel.old', seconds)}</span>
  return <span class="soft">{live ? t('cluster.liveAge', numberText(seconds)) : t('cluster.pausedAge', numberText(seconds))}</span>
}

function Known({ cluster, data }: { cluster: Cluster; data: Live<Cluster> }): JSX.Element {
  const { state, word } = health(cluster.health)
  const clock = databaseNow(cluster, data.at, now.value)
  return (
    <>
      {data.error
        ? <Banner state="degraded" word={t('cluster.oldWord')} act={<Button small label={t('states.retry')} onClick={data.again} />}>{t('cluster.old', errorText(data.error).title)}</Banner>
        : <Banner state={state} word={word}>{sentenceText(cluster.sentence)}</Banner>}
      <Topology cluster={cluster} clock={clock} />
      <NodesTable cluster={cluster} clock={clock} onChanged={data.again} />
      <div class="cluster-three">
        <Findings findings={cluster.findings} clock={clock} />
        <Jobs jobs={cluster.jobs} clock={clock} onChanged={data.again} />
        <Events />
      </div>
      <LaterHistory />
    </>
  )
}

/** Charts need the code of panels, which comes behind the facts. */
function LaterHistory(): JSX.Element {
  const [Component, setComponent] = useState<ComponentType | null>(null)
  useEffect(() => { void import('./history').then((module) => setComponent(() => module.History)) }, [])
  return Component ? <Component /> : <section class="card"><Loading /></section>
}
