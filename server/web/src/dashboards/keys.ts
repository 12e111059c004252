// Keys of the dashboard page, compatible with what people have in their fingers.
import { announce } from '../ui/announce'
import { t } from '../ui/i18n'
import { useShortcuts, type Shortcut } from '../app/shortcuts'
import { openDialog } from './dialogs'
import type { DashboardModel } from './model'
import { copyPanelLink, togglePanelView } from './panelmenu'
import { absoluteText, parseClipboard, rangeProblem } from './time/range'

/** The panel that keys act on: the one with the focus, else the one under the pointer, else the one shown alone. */
export function chosenPanel(model: DashboardModel): string | null {
  const focused = document.activeElement?.closest<HTMLElement>('section[data-key]')?.dataset['key']
  return focused ?? model.pointed.peek() ?? model.url.peek().viewPanel
}

function onPanel(model: DashboardModel, act: (key: string) => void) {
  const key = chosenPanel(model)
  if (key === null) announce(t('keys.noPanel'))
  else act(key)
}

async function pasteRange(model: DashboardModel) {
  const found = parseClipboard(await navigator.clipboard?.readText().catch(() => '') ?? '')
  if (found && rangeProblem(found, { now: Date.now(), zone: model.zone.peek() }) === null) model.setRange(found)
  else announce(t('time.nothingToPaste'))
}

const sharingText = [() => t('keys.sharingOff'), () => t('keys.sharingCross'), () => t('keys.sharingTips')]

function cycleSharing(model: DashboardModel) {
  const { sharing } = model.environment
  sharing.value = (sharing.peek() + 1) % 3
  announce(sharingText[sharing.value]!())
}

const kioskOrder = [null, '', 'time', 'full']

function cycleKiosk(model: DashboardModel) {
  const now = new URLSearchParams(location.search).get('kiosk')
  const at = kioskOrder.indexOf(now)
  model.change({ kiosk: kioskOrder[(at + 1) % kioskOrder.length] ?? null })
}

function timeKeys(model: DashboardModel): Shortcut[] {
  return [
    { keys: 't z', label: t('time.zoomOut'), run: () => model.zoomRange(2) },
    { keys: 't +', label: t('keys.zoomIn'), run: () => model.zoomRange(0.5) },
    { keys: 't -', label: t('time.zoomOut'), run: () => model.zoomRange(2) },
    { keys: 't ←', label: t('keys.earlier'), run: () => model.shiftRange(-1) },
    { keys: 't →', label: t('keys.later'), run: () => model.shiftRange(1) },
    { keys: 't a', label: t('keys.absolute'), run: () => model.setRange(absoluteText(model.instants.peek())) },
    { keys: 't c', label: t('time.copy'), run: () => { void navigator.clipboard?.writeText(JSON.stringify(model.range.peek())) } },
    { keys: 't v', label: t('time.paste'), run: () => { void pasteRange(model) } },
  ]
}

/** Adds the keys while the page is on screen. */
export function useDashboardKeys(model: DashboardModel) {
  useShortcuts(t('keys.time'), timeKeys(model))
  useShortcuts(t('keys.dashboard'), [
    { keys: 'd r', label: t('refresh.now'), run: model.reload },
    { keys: 'd k', label: t('dash.kiosk'), run: () => cycleKiosk(model) },
    { keys: 'd s', label: t('share.open'), run: () => openDialog(model, 'share') },
    { keys: 'Ctrl+o', label: t('keys.sharing'), run: () => cycleSharing(model) },
    { keys: 'Esc', label: t('keys.leave'), run: () => { if (model.url.peek().viewPanel) model.change({ viewPanel: null }); else if (new URLSearchParams(location.search).has('kiosk')) model.change({ kiosk: null }) } },
  ])
  useShortcuts(t('keys.panel'), [
    { keys: 'v', label: t('menu.view'), run: () => onPanel(model, (key) => togglePanelView(model, key)) },
    { keys: 'f', label: t('menu.view'), run: () => onPanel(model, (key) => togglePanelView(model, key)) },
    { keys: 'i', label: t('menu.inspect'), run: () => onPanel(model, (key) => openDialog(model, 'inspect', key)) },
    { keys: 'p s', label: t('menu.copyLink'), run: () => onPanel(model, (key) => copyPanelLink(model, key)) },
  ])
}
