import type { JSX } from 'preact'
import { Logo } from '../ui/glyph'
import { t } from '../ui/i18n'
import { url, view } from './router'

const sections = (): { page: string; label: string; path: string }[] => [
  { page: 'home', label: t('nav.home'), path: '' },
  { page: 'dashboards', label: t('nav.dashboards'), path: 'dashboards' },
  { page: 'explore', label: t('nav.explore'), path: 'explore' },
  { page: 'alerting', label: t('nav.alerting'), path: 'alerting/list' },
]

/** Pages that stand under another section. */
const PARENTS: Record<string, string> = { dashboard: 'dashboards' }

export function TopBar(): JSX.Element {
  const page = view.value?.route.page ?? ''
  const current = PARENTS[page] ?? page
  return (
    <header class="top">
      <a class="brand" href={url('')}><Logo /><b>{t('app.name')}</b></a>
      <nav class="nav" aria-label={t('nav.main')}>
        {sections().map((section) => (
          <a key={section.page} href={url(section.path)} aria-current={section.page === current ? 'page' : undefined}>{section.label}</a>
        ))}
      </nav>
      <span class="grow" />
    </header>
  )
}
