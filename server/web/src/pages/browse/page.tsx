import type { JSX } from 'preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { search, tags as loadTags } from '../../api/search'
import { Page } from '../../app/page'
import { place, url, type PageProps } from '../../app/router'
import { isEditor } from '../../app/session'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { t } from '../../ui/i18n'
import { Menu, type MenuItem } from '../../ui/menu'
import { Failed } from '../../ui/states'
import type { TreeNode } from '../../ui/tree'
import { useData } from '../../ui/usedata'
import { BulkBar } from './bulkbar'
import { FilterBar } from './filterbar'
import { FolderDialog, type FolderAct } from './folderdialogs'
import { folderTree } from './foldertree'
import { FolderTree } from './foldersidebar'
import { filterOf, loadListing, type Listing } from './listing'
import { Results } from './results'
import fileText from 'icon:file-text'
import folderIcon from 'icon:folder'
import dots from 'icon:ellipsis-vertical'
import plus from 'icon:plus'
import './browse.css'

/** Folders and dashboards: a tree, a list, a search over all. */
export default function BrowsePage({ params }: PageProps): JSX.Element {
  const folderUid = params['uid']
  const filter = filterOf(place.value.query)
  const [act, setAct] = useState<FolderAct | undefined>(undefined)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => setSelected(new Set()), [folderUid, place.value.query.toString()])
  const listing = useData(`${folderUid ?? ''}?${place.value.query}`, (signal) => loadListing(folderUid, filter, signal))
  const folders = useData('folders', (signal) => search({ type: 'dash-folder', limit: 1000 }, signal))
  const tags = useData('tags', loadTags)
  const tree = useMemo(() => folderTree(folders.value ?? []), [folders.value])
  const folder = folderUid ? listing.value?.folder : undefined
  const chosen = (listing.value?.rows ?? []).filter((row) => selected.has(row.uid))
  const title = folder?.title ?? t('nav.dashboards')
  const again = (): void => {
    listing.again()
    folders.again()
    tags.again()
  }
  return (
    <Page name="dashboards" state={listing.loading && !listing.value ? 'loading' : 'ready'} title={title} said={listing.value ? t('browse.said', listing.value.rows.length, title) : ''}>
      <div class="page">
        <Head folderUid={folderUid} listing={listing.value} title={title} onAct={setAct} />
        <div class="browse-columns">
          <FolderTree tree={tree} selected={folderUid} />
          <div class="stack">
            {chosen.length > 0
              ? <BulkBar rows={chosen} tree={tree} onClear={() => setSelected(new Set())} onChanged={() => { setSelected(new Set()); again() }} />
              : <FilterBar filter={filter} tags={tags.value ?? []} place={folder?.title} />}
            {listing.error ? <Failed error={listing.error} acts={<Button label={t('states.retry')} onClick={listing.again} />} />
              : <Results listing={listing.value} loading={listing.loading} filter={filter} selected={selected} onSelected={setSelected} />}
          </div>
        </div>
      </div>
      {act && <FolderDialog act={act} tree={tree} onClose={() => setAct(undefined)} onChanged={again} />}
    </Page>
  )
}

function Head({ folderUid, listing, title, onAct }: { folderUid: string | undefined; listing: Listing | undefined; title: string; onAct: (act: FolderAct) => void }): JSX.Element {
  const folder = folderUid ? listing?.folder : undefined
  const crumbs = folder ? [{ uid: '', title: t('nav.dashboards') }, ...folder.parents] : []
  const acts: MenuItem[] = folder ? folderActs(folder, onAct) : []
  const inFolder = folder ? `?folder=${encodeURIComponent(folder.uid)}` : ''
  const mayCreate = isEditor.value && (!folder || folder.canSave)
  return (
    <div class="page-head">
      {crumbs.length > 0 && (
        <nav class="crumb" aria-label={t('browse.crumbs')}>
          {crumbs.map((crumb) => <span key={crumb.uid}><a href={url(crumb.uid ? `dashboards/f/${crumb.uid}` : 'dashboards')}>{crumb.title}</a> / </span>)}
        </nav>
      )}
      <h1 class="clip">{title}</h1>
      <span class="grow" />
      {mayCreate && <Button icon={folderIcon} label={t('browse.newFolder')} onClick={() => onAct({ kind: 'create', parent: folder?.uid })} />}
      {mayCreate && <a class="btn" href={url(`dashboards/import${inFolder}`)}><Icon of={fileText} />{t('browse.import')}</a>}
      {mayCreate && <a class="btn primary" href={url(`dashboards/new${inFolder}`)}><Icon of={plus} />{t('newDashboard.title')}</a>}
      {acts.length > 0 && <Menu label={t('browse.folderMenu')} items={acts} trigger={(button) => <Button {...button} kind="ghost" icon={dots} name={t('browse.folderMenu')} />} />}
    </div>
  )
}

function folderActs(folder: NonNullable<Listing['folder']>, onAct: (act: FolderAct) => void): MenuItem[] {
  const target: TreeNode = { id: folder.uid, label: folder.title, children: [] }
  return [
    ...(folder.canEdit ? [{ label: t('browse.rename'), run: () => onAct({ kind: 'rename', folder }) }, { label: t('browse.move'), run: () => onAct({ kind: 'move', folder: target }) }] : []),
    ...(folder.canDelete ? [{ label: t('browse.deleteFolder'), danger: true, run: () => onAct({ kind: 'delete', folder: target }) }] : []),
  ]
}
