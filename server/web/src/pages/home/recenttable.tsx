import type { JSX } from 'preact'
import type { Hit } from '../../api/search'
import type { Visit } from '../../app/recent'
import { url } from '../../app/router'
import { timeZone } from '../../app/session'
import { exactText, momentText } from '../../ui/format'
import { t } from '../../ui/i18n'
import { Table, type Column } from '../../ui/table'
import { Star } from '../star'
import { Tags } from '../tags'

/** Dashboards with folder, tags and when one opened them last. */
export function RecentTable({ hits, visits }: { hits: Hit[]; visits: Visit[] }): JSX.Element {
  const opened = new Map(visits.map((visit) => [visit.uid, visit.at]))
  const now = Date.now()
  const columns: Column<Hit>[] = [
    { id: 'name', title: t('table.name'), cell: (hit) => <span class="row"><Star hit={hit} /><a class="strong" href={url(hit.url)}>{hit.title}</a></span> },
    { id: 'folder', title: t('table.folder'), hide: 'phone', cell: (hit) => <span class="soft">{hit.folderTitle ?? t('browse.root')}</span> },
    { id: 'tags', title: t('table.tags'), hide: 'phone', cell: (hit) => <Tags tags={hit.tags} /> },
    {
      id: 'opened', title: t('home.opened'), number: true, cell: (hit) => {
        const at = opened.get(hit.uid)
        return at === undefined ? <span class="muted">–</span> : <span class="soft" title={exactText(at, timeZone.value)}>{momentText(at, now, timeZone.value)}</span>
      },
    },
  ]
  return <Table label={t('home.recent')} columns={columns} rows={hits} keyOf={(hit) => hit.uid} />
}
