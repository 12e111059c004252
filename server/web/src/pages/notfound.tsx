import type { JSX } from 'preact'
import { Page } from '../app/page'
import { place, url } from '../app/router'
import { t } from '../ui/i18n'

export default function NotFound(): JSX.Element {
  return (
    <Page name="notfound" state="ready" title={t('notFound.title')}>
      <div class="page">
        <div class="page-head"><h1>{t('notFound.title')}</h1></div>
        <p class="prose">{t('notFound.sentence', `/${place.value.path}`)} <a href={url('')}>{t('notFound.home')}</a></p>
      </div>
    </Page>
  )
}
