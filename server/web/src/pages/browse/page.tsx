import type { JSX } from 'preact'
import { Page } from '../../app/page'
import { t } from '../../ui/i18n'

export default function BrowsePage(): JSX.Element {
  return <Page name="dashboards" state="ready" title={t('nav.dashboards')}><div class="page"><div class="page-head"><h1>{t('nav.dashboards')}</h1></div></div></Page>
}
