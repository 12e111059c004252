import type { JSX } from 'preact'
import { kiosk } from '../../app/kiosk'
import { url } from '../../app/router'
import { isSafe, targetOf } from '../../panels/linked'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { t } from '../../ui/i18n'
import { Menu, type MenuItem } from '../../ui/menu'
import { openHelp } from '../../app/overlays'
import { Star } from '../../pages/star'
import { useDashboard } from '../context'
import { openDialog } from '../dialogs'
import { RefreshControl } from './refresh'
import { TimePicker } from './timepicker'
import externalIcon from 'icon:external-link'
import moreIcon from 'icon:ellipsis-vertical'
import shareIcon from 'icon:share-2'
import zoomOutIcon from 'icon:zoom-out'

function moreItems(model: ReturnType<typeof useDashboard>): MenuItem[] {
  return [
    { label: t('dash.kiosk'), keys: 'd k', run: () => model.change({ kiosk: '' }) },
    { label: t('dash.kioskFull'), run: () => model.change({ kiosk: 'full' }) },
    { label: t('dash.keys'), keys: '?', run: openHelp },
  ]
}

export function Links(): JSX.Element | null {
  const links = useDashboard().session.dashboard.value?.links.filter((link) => isSafe(link.url)) ?? []
  if (!links.length) return null
  return <nav class="row dash-links" aria-label={t('dash.links')}>{links.map((link) => <a key={link.url + link.text} class="btn small" {...targetOf(link)} title={link.tooltip}>{link.newTab && <Icon of={externalIcon} class="i-s" />}{link.text}</a>)}</nav>
}

function TimeControls(): JSX.Element {
  const model = useDashboard()
  return (
    <>
      <span class="group"><TimePicker /><Button icon={zoomOutIcon} name={t('time.zoomOut')} keys="t z" onClick={() => model.zoomRange(2)} /></span>
      <RefreshControl />
    </>
  )
}

/** Where we are, and what can be done with the whole dashboard. */
export function Head(): JSX.Element | null {
  const model = useDashboard()
  const dashboard = model.session.dashboard.value
  const mode = kiosk.value
  if (mode === 'full') return null
  const title = dashboard?.title ?? ''
  if (mode === 'bars') return <div class="dash-head quiet"><h1 class="clip">{title}</h1></div>
  return (
    <div class="dash-head">
      {dashboard?.folder && mode === 'off' && <span class="crumb hide-phone"><a href={url(`dashboards/f/${dashboard.folder.uid}`)}>{dashboard.folder.title}</a> /</span>}
      <h1 class="clip" title={dashboard?.description ?? title}>{title}</h1>
      {dashboard && mode === 'off' && <Star hit={{ uid: dashboard.uid, title, isStarred: dashboard.starred ?? false }} />}
      <span class="grow" />
      {!dashboard?.hideTimePicker && <span class="row hide-phone"><TimeControls /></span>}
      {mode === 'off' && <Button class="hide-phone" icon={shareIcon} label={t('share.open')} keys="d s" onClick={() => openDialog(model, 'share')} />}
      {mode === 'off' && <Menu label={t('dash.more')} items={moreItems(model)} trigger={(button) => <Button {...button} kind="ghost" icon={moreIcon} name={t('dash.more')} />} />}
    </div>
  )
}

/** What a thumb reaches on a phone. */
export function BottomBar(): JSX.Element | null {
  const model = useDashboard()
  if (kiosk.value === 'full' || kiosk.value === 'bars') return null
  return (
    <div class="bottom-bar" role="toolbar" aria-label={t('dash.bottomBar')}>
      <TimePicker plain />
      <Button icon={zoomOutIcon} name={t('time.zoomOut')} onClick={() => model.zoomRange(2)} />
      <RefreshControl />
      <Button icon={shareIcon} name={t('share.open')} onClick={() => openDialog(model, 'share')} />
    </div>
  )
}
