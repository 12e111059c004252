import type { JSX } from 'preact'
import { navigate, place, url } from '../../app/router'
import { isEditor } from '../../app/session'
import { withQuery } from '../../api/client'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { t } from '../../ui/i18n'
import { Blank, Loading } from '../../ui/states'
import { Table, type Column } from '../../ui/table'
import { Star } from '../star'
import { Tags } from '../tags'
import { LIMIT, type Filter, type Listing, type Row } from './listing'
import folderIcon from 'icon:folder'

type ResultsProps = { listing: Listing | undefined; loading: boolean; filter: Filter; selected: ReadonlySet<string>; onSelected: (selected: ReadonlySet<string>) => void }

const columnsOf = (searching: boolean): Column<Row>[] => [
  {
    id: 'title', title: t('table.name'), sortable: true, cell: (row) => (
      <span class="row">{row.kind === 'folder' ? <span class="browse-kind"><Icon of={folderIcon} /></span> : <Star hit={row} />}<a class="strong" href={url(row.url)}>{row.title}</a></span>
    ),
  },
  ...(searching ? [{ id: 'folder', title: t('table.folder'), hide: 'phone' as const, cell: (row: Row) => <span class="soft">{row.kind === 'folder' ? '' : row.folderTitle ?? t('browse.root')}</span> }] : []),
  { id: 'tags', title: t('table.tags'), hide: 'phone', cell: (row) => <Tags tags={row.tags} /> },
]

/** The list, with boxes and acts for those who may change it. */
export function Results({ listing, loading, filter, selected, onSelected }: ResultsProps): JSX.Element {
  if (!listing) return <section class="card"><Loading /></section>
  if (listing.rows.length === 0) return <section class="card"><Nothing searching={listing.searched} folder={listing.folder !== undefined} /></section>
  const pickable = isEditor.value ? { selected, onSelected } : {}
  return (
    <>
      <section class="card" aria-busy={loading ? 'true' : undefined}>
        <Table label={listing.folder?.title ?? t('nav.dashboards')} columns={columnsOf(listing.searched)} rows={listing.rows} keyOf={(row) => row.uid} nameOf={(row) => row.title} {...pickable}
          sort={{ column: 'title', descending: filter.descending }} onSort={(sort) => navigate(withQuery(place.peek().path, { query: filter.query, tag: filter.tags, starred: filter.starred || undefined, sort: sort.descending ? 'alpha-desc' : undefined }))} />
      </section>
      {listing.more && <p class="muted caption">{t('browse.more', LIMIT)}</p>}
    </>
  )
}

function Nothing({ searching, folder }: { searching: boolean; folder: boolean }): JSX.Element {
  if (searching) {
    return <Blank state="unknown" title={t('browse.noneFound')} acts={<Button label={t('browse.clearFilter')} onClick={() => navigate(place.peek().path)} />}>{t('browse.noneFoundDo')}</Blank>
  }
  return (
    <Blank state="unknown" title={folder ? t('browse.emptyFolder') : t('home.none')} acts={isEditor.value ? <a class="btn" href={url('dashboards/import')}>{t('browse.import')}</a> : undefined}>
      {isEditor.value ? t('home.noneEditor') : t('home.noneViewer')}
    </Blank>
  )
}
