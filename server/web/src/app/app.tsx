import type { JSX } from 'preact'
import { clearStatus } from './statusline'
import { useLayoutEffect } from 'preact/hooks'
import { kiosk } from './kiosk'
import { Page } from './page'
import { arriving, view } from './router'
import { StatusLine } from './statusbar'
import { TopBar } from './topbar'
import { t } from '../ui/i18n'

/** The frame around every page. */
export function App(): JSX.Element {
  const shown = view.value
  const bare = kiosk.value
  const Component = shown?.component
  useLayoutEffect(() => clearStatus, [shown?.route])
  return (
    <>
      <a class="skip" href="#main" onClick={skip}>{t('app.skip')}</a>
      {bare === 'off' && <TopBar />}
      {arriving.value && <div class="arriving" aria-hidden="true" />}
      {Component && shown ? <Component key={shown.route.pattern} params={shown.params} /> : <Page name={shown?.route.page ?? 'home'} state="loading" title="" />}
      {bare !== 'full' && <StatusLine />}
    </>
  )
}

/** <base> would turn the fragment into another page, so the jump is made here. */
function skip(event: MouseEvent): void {
  event.preventDefault()
  document.getElementById('main')?.focus()
}
