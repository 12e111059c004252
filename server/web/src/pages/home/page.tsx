import type { JSX } from 'preact'
import { Page } from '../../app/page'
import { t } from '../../ui/i18n'

export default function HomePage(): JSX.Element {
  return <Page name="home" state="ready" title={t('nav.home')}><div class="page"><div class="page-head"><h1>{t('nav.home')}</h1></div></div></Page>
}
