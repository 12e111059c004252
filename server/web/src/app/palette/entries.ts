// What the palette can lead to: places, acts, folders, dashboards; recent ones first.
import type { Hit } from '../../api/search'
import { t } from '../../ui/i18n'
import type { Shapes } from '../../ui/icon'
import { openHelp } from '../overlays'
import { navigate, url } from '../router'
import { isAdmin, isEditor, signOut } from '../session'
import { chooseDensity, chooseTheme, density, THEME_CHOICES, themeName } from '../theme'
import { sections } from '../topbar'
import type { Visit } from '../recent'
import { matchText, type Match } from './fuzzy'
import folderIcon from 'icon:folder'
import dashboardIcon from 'icon:layout-dashboard'
import arrow from 'icon:arrow-right'
import play from 'icon:play'
import star from 'icon:star'

export type Entry = { id: string; group: string; title: string; place?: string; keys?: string; icon: Shapes; match?: Match; run: () => void }

const SHOWN = 8

const hitEntry = (group: string, hit: Hit): Entry => ({
  id: `${group}:${hit.uid}`, group, title: hit.title, place: hit.folderTitle ?? '', icon: hit.type === 'dash-folder' ? folderIcon : hit.isStarred ? star : dashboardIcon,
  run: () => navigate(hit.url),
})

function acts(): Entry[] {
  const group = t('palette.acts')
  const act = (id: string, title: string, run: () => void, keys?: string): Entry => ({ id: `act:${id}`, group, title, icon: play, run, ...(keys ? { keys } : {}) })
  return [
    ...(isEditor.value ? [act('new', t('newDashboard.title'), () => navigate('dashboards/new')), act('import', t('browse.import'), () => navigate('dashboards/import'))] : []),
    ...(isAdmin.value ? [act('source', t('datasources.add'), () => navigate('datasources/new'))] : []),
    ...THEME_CHOICES.map((choice) => act(`theme-${choice}`, t('palette.theme', themeName(choice)), () => chooseTheme(choice))),
    act('density', density.value === 'compact' ? t('palette.comfortable') : t('palette.compact'), () => chooseDensity(density.value === 'compact' ? 'comfortable' : 'compact')),
    act('help', t('help.open'), openHelp, '?'),
    act('signout', t('account.signOut'), signOut),
  ]
}

const places = (): Entry[] => [
  ...sections().map((section): Entry => ({ id: `place:${section.page}`, group: t('palette.places'), title: section.label, icon: arrow, run: () => navigate(section.path) })),
  { id: 'place:profile', group: t('palette.places'), title: t('account.preferences'), icon: arrow, run: () => navigate(url('profile')) },
]

/** What is shown for a typed text. `>` leaves acts only, `#` dashboards only. */
export function entriesFor(typed: string, hits: Hit[], visits: Visit[]): Entry[] {
  const text = typed.trimStart()
  const query = text.replace(/^[>#]\s*/, '')
  const dashboards = hits.filter((hit) => hit.type === 'dash-db')
  if (text.startsWith('>')) return best(acts(), query, 50)
  if (text.startsWith('#')) return best(dashboards.map((hit) => hitEntry(t('palette.dashboards'), hit)), query, 50)
  if (query === '') return [...remembered(dashboards, visits), ...places()]
  return [
    ...best(dashboards.map((hit) => hitEntry(t('palette.dashboards'), hit)), query, SHOWN),
    ...best(hits.filter((hit) => hit.type === 'dash-folder').map((hit) => hitEntry(t('palette.folders'), hit)), query, 4),
    ...best(places(), query, 4),
    ...best(acts(), query, 4),
  ]
}

/** Recently opened dashboards, then starred ones. */
function remembered(dashboards: Hit[], visits: Visit[]): Entry[] {
  const byUid = new Map(dashboards.map((hit) => [hit.uid, hit]))
  const seen = visits.map((visit) => byUid.get(visit.uid)).filter((hit): hit is Hit => hit !== undefined).slice(0, SHOWN)
  const starred = dashboards.filter((hit) => hit.isStarred && !seen.includes(hit)).slice(0, SHOWN)
  return [...seen.map((hit) => hitEntry(t('palette.recent'), hit)), ...starred.map((hit) => hitEntry(t('palette.starred'), hit))]
}

function best(entries: Entry[], query: string, limit: number): Entry[] {
  if (query === '') return entries.slice(0, limit)
  const found: (Entry & { match: Match })[] = []
  for (const entry of entries) {
    const match = matchText(entry.title, query)
    if (match) found.push({ ...entry, match })
  }
  return found.toSorted((a, b) => b.match.score - a.match.score).slice(0, limit)
}
