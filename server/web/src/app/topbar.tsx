import type { JSX } from 'preact'
import { Button } from '../ui/button'
import { Glyph, Logo, type State } from '../ui/glyph'
import { Icon } from '../ui/icon'
import { Menu, type MenuItem } from '../ui/menu'
import { t } from '../ui/i18n'
import { openHelp, openPalette } from './overlays'
import { url, view } from './router'
import { isAdmin, isServerAdmin, settings, signOut, user } from './session'
import { chooseTheme, themeChoice, themeName, THEME_CHOICES } from './theme'
import menuIcon from 'icon:menu'
import searchIcon from 'icon:search'
import sunMoon from 'icon:sun-moon'

export type Section = { page: string; label: string; path: string }

/** The places of the menu; those that a person may not use are not shown. */
export function sections(): Section[] {
  const all = [
    { page: 'home', label: t('nav.home'), path: '' },
    { page: 'dashboards', label: t('nav.dashboards'), path: 'dashboards' },
    { page: 'explore', label: t('nav.explore'), path: 'explore' },
    { page: 'alerting', label: t('nav.alerting'), path: 'alerting/list' },
  ]
  return [
    ...all,
    ...(isServerAdmin.value ? [{ page: 'cluster', label: t('cluster.title'), path: 'admin/cluster' }] : []),
    ...(isAdmin.value ? [{ page: 'datasources', label: t('nav.datasources'), path: 'datasources' }] : []),
  ]
}

/** Pages that stand under another section. */
const PARENTS: Record<string, string> = { dashboard: 'dashboards', import: 'dashboards', newdashboard: 'dashboards', datasource: 'datasources' }

const currentSection = (): string => {
  const page = view.value?.route.page ?? ''
  return PARENTS[page] ?? page
}

export function TopBar(): JSX.Element {
  return (
    <header class="top">
      <a class="brand" href={url('')} aria-label={t('app.name')}><Logo /><b>{t('app.name')}</b></a>
      <nav class="nav" aria-label={t('nav.main')}>
        {sections().map((section) => (
          <a key={section.page} href={url(section.path)} aria-current={section.page === currentSection() ? 'page' : undefined}>{section.label}</a>
        ))}
      </nav>
      <span class="grow" />
      <button type="button" class="find" aria-label={`${t('palette.hint')} Ctrl K`} data-tip={t('palette.open')} data-keys="Ctrl K" onClick={openPalette}>
        <Icon of={searchIcon} /><span class="grow clip">{t('palette.hint')}</span><kbd>Ctrl K</kbd>
      </button>
      <NodesPill />
      <Menu label={t('theme.menu')} items={themeItems()} trigger={(button) => <Button {...button} kind="ghost" class="hide-phone" icon={sunMoon} name={t('theme.menu')} keys="c t" />} />
      <Menu label={t('account.menu')} items={accountItems()} trigger={(button) => <button type="button" {...button} class="avatar hide-phone" aria-label={`${initials(accountName())}, ${accountName()}`}>{initials(accountName())}</button>} />
      <Menu label={t('nav.menu')} items={phoneItems()} trigger={(button) => <Button {...button} kind="ghost" class="only-phone" icon={menuIcon} name={t('nav.menu')} />} />
    </header>
  )
}

/** How many nodes are up, when the cluster has more than one. */
function NodesPill(): JSX.Element | null {
  const nodes = settings.value?.nodes
  if (!nodes || nodes.total < 2) return null
  const state: State = nodes.up === nodes.total ? 'ok' : nodes.up === 0 ? 'down' : 'degraded'
  const shown = <><Glyph state={state} />{t('cluster.upOf', nodes.up, nodes.total)}</>
  return isServerAdmin.value ? <a class="pill hide-phone" href={url('admin/cluster')}>{shown}</a> : <span class="pill hide-phone">{shown}</span>
}

const themeItems = (): MenuItem[] => THEME_CHOICES.map((choice) => ({ label: themeName(choice), checked: themeChoice.value === choice, run: () => chooseTheme(choice) }))

const accountName = (): string => user.value?.name || user.value?.login || t('account.menu')

/** Two letters for the round button: of first and last word, or the first two of one word. */
export function initials(name: string): string {
  const words = name.split(/[\s._-]+/).filter(Boolean)
  const letters = words.length > 1 ? `${words[0]?.[0] ?? ''}${words.at(-1)?.[0] ?? ''}` : (words[0] ?? '').slice(0, 2)
  return letters.toLocaleUpperCase()
}

function accountItems(): MenuItem[] {
  return [
    { kind: 'head', label: user.value ? t('account.signedInAs', user.value.login) : t('account.menu') },
    { kind: 'link', label: t('account.preferences'), href: url('profile') },
    { kind: 'link', label: t('account.sessions'), href: url('profile/sessions') },
    { label: t('help.open'), keys: '?', run: openHelp },
    { kind: 'line' },
    { label: t('account.signOut'), run: signOut },
  ]
}

const phoneItems = (): MenuItem[] => [
  ...sections().map((section): MenuItem => ({ kind: 'link', label: section.label, href: url(section.path) })),
  { kind: 'line' },
  { kind: 'head', label: t('theme.menu') },
  ...themeItems(),
  { kind: 'line' },
  ...accountItems(),
]
