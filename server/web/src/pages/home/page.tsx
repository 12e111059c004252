import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import { search, type Hit } from '../../api/search'
import { Page } from '../../app/page'
import { recent } from '../../app/recent'
import { navigate, place, url } from '../../app/router'
import { isAdmin, isEditor, preferences, sessionKnown } from '../../app/session'
import { Card } from '../../ui/card'
import { Icon } from '../../ui/icon'
import { t } from '../../ui/i18n'
import { Blank, Failed, Loading } from '../../ui/states'
import { Button } from '../../ui/button'
import { useData } from '../../ui/usedata'
import { Attention } from './attention'
import { ClusterCard } from './clustercard'
import { RecentTable } from './recenttable'
import dashboardIcon from 'icon:layout-dashboard'
import fileText from 'icon:file-text'
import plus from 'icon:plus'
import './home.css'

const NEWEST = 12

/** What needs attention, then what one opened last and starred. */
export default function HomePage(): JSX.Element | null {
  const home = preferences.value?.homeDashboardUID
  const wanted = home && !place.value.query.has('overview')
  useEffect(() => { if (wanted) navigate(`d/${encodeURIComponent(home)}`, { replace: true }) }, [wanted])
  const visited = recent.value.slice(0, NEWEST).map((visit) => visit.uid)
  const opened = useData(`recent:${visited.join()}`, (signal) => search({ type: 'dash-db', limit: NEWEST, ...(visited.length > 0 ? { dashboardUIDs: visited } : {}) }, signal))
  const starred = useData('starred', (signal) => search({ type: 'dash-db', starred: true, limit: 50 }, signal))
  const ready = !opened.loading && !starred.loading && sessionKnown.value
  return (
    <Page name="home" state={ready ? 'ready' : 'loading'} title={t('nav.home')}>
      <div class="page">
        <div class="page-head">
          <h1>{t('nav.home')}</h1><span class="grow" />
          {isAdmin.value && <a class="btn hide-phone" href={url('datasources/new')}>{t('datasources.add')}</a>}
          {isEditor.value && <a class="btn" href={url('dashboards/import')}><Icon of={fileText} />{t('browse.import')}</a>}
          {isEditor.value && <a class="btn primary" href={url('dashboards/new')}><Icon of={plus} />{t('newDashboard.title')}</a>}
        </div>
        <div class="home-columns">
          <div class="stack">
            <Attention />
            <Card title={visited.length > 0 ? t('home.recent') : t('home.dashboards')} aside={<a href={url('dashboards')}>{t('home.all')}</a>}>
              {opened.error ? <Failed error={opened.error} acts={<Button label={t('states.retry')} onClick={opened.again} />} />
                : opened.value === undefined ? <Loading /> : opened.value.length === 0 ? <NoDashboards /> : <RecentTable hits={ordered(opened.value, visited)} visits={recent.value} />}
            </Card>
          </div>
          <div class="stack">
            <ClusterCard />
            <Card title={t('home.starred')} class="items">{starred.value === undefined ? <Loading /> : <Starred hits={starred.value} />}</Card>
          </div>
        </div>
      </div>
    </Page>
  )
}

/** In the order of the visits, newest first. */
function ordered(hits: Hit[], visited: string[]): Hit[] {
  const rank = new Map(visited.map((uid, index) => [uid, index]))
  return hits.toSorted((a, b) => (rank.get(a.uid) ?? NEWEST) - (rank.get(b.uid) ?? NEWEST))
}

function NoDashboards(): JSX.Element {
  return (
    <Blank state="unknown" title={t('home.none')} acts={isEditor.value ? <a class="btn" href={url('dashboards/import')}>{t('browse.import')}</a> : undefined}>
      {isEditor.value ? t('home.noneEditor') : t('home.noneViewer')}
    </Blank>
  )
}

function Starred({ hits }: { hits: Hit[] }): JSX.Element {
  if (hits.length === 0) return <p class="card-body soft">{t('home.noStars')}</p>
  return (
    <>
      {hits.map((hit) => (
        <a key={hit.uid} class="item" href={url(hit.url)}><Icon of={dashboardIcon} /><span class="clip grow">{hit.title}</span><span class="muted caption">{hit.folderTitle ?? ''}</span></a>
      ))}
    </>
  )
}
