import type { JSX } from 'preact'
import { listSources, type ListedSource } from '../../api/datasources'
import { Page } from '../../app/page'
import { url } from '../../app/router'
import { isAdmin } from '../../app/session'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { t } from '../../ui/i18n'
import { Blank, Failed, Loading } from '../../ui/states'
import { Table, type Column } from '../../ui/table'
import { useData } from '../../ui/usedata'
import { kindName } from './kinds'
import plus from 'icon:plus'

const columns = (): Column<ListedSource>[] => [
  { id: 'name', title: t('table.name'), cell: (source) => <span class="row"><a class="strong" href={url(`datasources/edit/${encodeURIComponent(source.uid)}`)}>{source.name}</a>{source.isDefault && <span class="badge">{t('datasources.default')}</span>}</span> },
  { id: 'kind', title: t('datasources.kind'), cell: (source) => kindName(source.type) },
  { id: 'url', title: t('datasources.url'), hide: 'phone', cell: (source) => <span class="soft mono">{source.url || '–'}</span> },
  { id: 'origin', title: t('datasources.origin'), hide: 'phone', cell: (source) => <span class="soft">{source.readOnly ? t('datasources.fromFile') : t('datasources.byHand')}</span> },
]

/** Where the data of dashboards comes from. */
export default function DataSourcesPage(): JSX.Element {
  const list = useData('datasources', listSources)
  return (
    <Page name="datasources" state={list.loading && !list.value ? 'loading' : 'ready'} title={t('nav.datasources')}>
      <div class="page">
        <div class="page-head"><h1>{t('nav.datasources')}</h1><span class="grow" />
          {isAdmin.value && <a class="btn primary" href={url('datasources/new')}><Icon of={plus} />{t('datasources.add')}</a>}
        </div>
        <section class="card">
          {list.error ? <Failed error={list.error} acts={<Button label={t('states.retry')} onClick={list.again} />} />
            : list.value === undefined ? <Loading />
              : list.value.length === 0 ? <Blank state="unknown" title={t('datasources.none')} acts={isAdmin.value ? <a class="btn" href={url('datasources/new')}>{t('datasources.add')}</a> : undefined}>{t('datasources.noneDo')}</Blank>
                : <Table label={t('nav.datasources')} columns={columns()} rows={list.value} keyOf={(source) => source.uid} />}
        </section>
      </div>
    </Page>
  )
}
