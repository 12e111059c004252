import type { JSX } from 'preact'
import { asTable, hasTable } from '../panels/astable'
import { isSafe } from '../panels/linked'
import { Button } from '../ui/button'
import { Menu, type MenuItem } from '../ui/menu'
import { t } from '../ui/i18n'
import { toast } from '../ui/toast'
import { statusOf, type PanelCell } from './cell'
import { useDashboard } from './context'
import { downloadCsv } from './download'
import { openDialog } from './dialogs'
import type { DashboardModel } from './model'
import { lockedLink } from './sharelink'
import copyIcon from 'icon:copy'
import downloadIcon from 'icon:download'
import externalIcon from 'icon:external-link'
import eyeIcon from 'icon:eye'
import infoIcon from 'icon:info'
import moreIcon from 'icon:ellipsis-vertical'
import tableIcon from 'icon:table-2'

export function togglePanelView(model: DashboardModel, key: string) {
  model.change({ viewPanel: model.url.peek().viewPanel === key ? null : key })
}

export function copyPanelLink(model: DashboardModel, key: string) {
  const link = lockedLink(model, { locked: true, viewPanel: key })
  void navigator.clipboard?.writeText(link).then(() => toast(t('share.copied')), () => toast(t('share.notCopied'), { state: 'warning' }))
}

function items(model: DashboardModel, cell: PanelCell, tabular: boolean, onTabular: () => void): MenuItem[] {
  const view = cell.view.value
  const tabulated = view && statusOf(cell) === 'done' && hasTable(view)
  const viewed = model.url.value.viewPanel === cell.key
  const links = (view?.links ?? []).filter((link) => isSafe(link.url))
  return [
    { label: viewed ? t('menu.back') : t('menu.view'), icon: eyeIcon, keys: 'v', run: () => togglePanelView(model, cell.key) },
    { label: t('menu.inspect'), icon: infoIcon, keys: 'i', run: () => openDialog(model, 'inspect', cell.key) },
    ...(tabulated && !view.table ? [{ label: tabular ? t('menu.asDrawing') : t('menu.asTable'), icon: tableIcon, keys: 'Alt+t', run: onTabular }] : []),
    { kind: 'line' },
    { label: t('menu.copyLink'), icon: copyIcon, keys: 'p s', run: () => copyPanelLink(model, cell.key) },
    ...(tabulated ? [{ label: t('menu.csv'), icon: downloadIcon, run: () => { const table = asTable(view, model.zone.peek()); if (table) downloadCsv(table, view.title || cell.key) } }] : []),
    ...(links.length ? [{ kind: 'line' as const }, ...links.map((link): MenuItem => ({ kind: 'link', label: link.text || link.url, icon: externalIcon, href: link.url, ...(link.newTab ? { newTab: true } : {}) }))] : []),
  ]
}

export function PanelMenu({ cell, title, tabular, onTabular }: { cell: PanelCell; title: string; tabular: boolean; onTabular: () => void }): JSX.Element {
  const model = useDashboard()
  return <Menu label={t('menu.of', title)} items={items(model, cell, tabular, onTabular)} trigger={(button) => <Button {...button} kind="ghost" small icon={moreIcon} name={t('menu.of', title)} />} />
}
