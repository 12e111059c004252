import type { JSX } from 'preact'
import { useLayoutEffect } from 'preact/hooks'
import { AskHost } from '../ui/dialog'
import { t } from '../ui/i18n'
import { ToastHost } from '../ui/toast'
import { ConnectionBanner } from './connectionbanner'
import { useFrameShortcuts } from './frameshortcuts'
import { kiosk } from './kiosk'
import { OverlayHost } from './overlays'
import { Page } from './page'
import { arriving, view } from './router'
import { StatusLine } from './statusbar'
import { clearStatus, statusLate } from './statusline'
import { TopBar } from './topbar'

/** The frame around every page. */
export function App(): JSX.Element {
  const shown = view.value
  const Component = shown?.component
  const bare = kiosk.value
  useFrameShortcuts()
  useLayoutEffect(() => clearStatus, [shown?.route])
  return (
    <>
      <a class="skip" href="#main" onClick={skip}>{t('app.skip')}</a>
      {bare === 'off' && <TopBar />}
      {arriving.value && <div class="arriving" aria-hidden="true" />}
      {Component && shown
        ? <Component key={shown.route.page} params={shown.params} />
        : <Page name={shown?.route.page ?? 'home'} state="loading" title="" />}
      <ConnectionBanner />
      {(bare !== 'full' || statusLate.value) && <StatusLine />}
      <ToastHost />
      <AskHost />
      <OverlayHost />
    </>
  )
}

/** Without an entry in the history and without a fragment in the address. */
function skip(event: MouseEvent): void {
  event.preventDefault()
  document.getElementById('main')?.focus()
}
