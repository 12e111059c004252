import type { JSX } from 'preact'
import { Page } from '../app/page'
import { url, view } from '../app/router'
import { t } from '../ui/i18n'

/** Says honestly that a section of the menu comes in a later release. */
export default function NotInRelease(): JSX.Element {
  const page = view.value?.route.page ?? ''
  const title = page === 'alerting' ? t('nav.alerting') : page === 'explore' ? t('nav.explore') : t('app.name')
  return (
    <Page name={page} state="ready" title={title}>
      <div class="page">
        <div class="page-head"><h1>{title}</h1></div>
        <p class="prose">{t('notInRelease.sentence', title)} <a href={url('dashboards')}>{t('notInRelease.dashboards')}</a></p>
      </div>
    </Page>
  )
}
