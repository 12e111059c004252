import type { JSX } from 'preact'
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import { kiosk } from '../app/kiosk'
import { prefetchKinds } from '../panels/body'
import { Icon } from '../ui/icon'
import { t } from '../ui/i18n'
import { Blank } from '../ui/states'
import { Button } from '../ui/button'
import type { PanelCell } from './cell'
import { useDashboard } from './context'
import { useNear } from './near'
import { Panel } from './panel'
import chevronIcon from 'icon:chevron-right'

/** Reading order: from top to bottom, then from left to right. */
export const inReadingOrder = (cells: PanelCell[]) => cells.toSorted((a, b) => a.placed.value.y - b.placed.value.y || a.placed.value.x - b.placed.value.x)

function Row({ cell }: { cell: PanelCell }): JSX.Element {
  const { session } = useDashboard()
  const { id, title, collapsed, panels, y, repeatIndex } = cell.placed.value
  const open = session.rows.value[id] ?? !collapsed
  return (
    <div class="grid-row" data-row-id={id} data-repeat-index={repeatIndex} style={{ '--y': y }}>
      <h2><button type="button" aria-expanded={open} onClick={() => session.toggleRow(id, !open)}><Icon of={chevronIcon} class={open ? 'i-s turned' : 'i-s'} />{title || t('row.untitled')}</button></h2>
      {!open && (panels ?? 0) > 0 && <span class="caption muted">{t('row.panels', panels ?? 0)}</span>}
    </div>
  )
}

/** Fits the rows of the grid into the window, for walls: kiosk=full. */
function useFit(root: { current: HTMLElement | null }, rows: number, fit: boolean) {
  useLayoutEffect(() => {
    const element = root.current
    if (!element) return undefined
    const set = () => {
      const space = innerHeight - 17
      const row = Math.max(12, (space - (rows - 1) * 8) / Math.max(1, rows))
      if (fit) element.style.setProperty('--grid-row', `${row.toFixed(2)}px`)
      else element.style.removeProperty('--grid-row')
    }
    set()
    addEventListener('resize', set)
    return () => removeEventListener('resize', set)
  }, [rows, fit])
}

/** All panels of the dashboard in their places; or one alone. */
export function Grid(): JSX.Element {
  const { session, url, change } = useDashboard()
  const root = useRef<HTMLDivElement>(null)
  const cells = session.cells.value
  const alone = url.value.viewPanel
  const ordered = useMemo(() => inReadingOrder(cells), [cells])
  const one = alone === null ? undefined : cells.find((cell) => cell.key === alone)
  const fit = kiosk.value === 'full' && !one
  const rows = Math.max(1, ...cells.map((cell) => cell.placed.value.y + cell.placed.value.h))
  useNear(root, session, [cells, one])
  useFit(root, rows, fit)
  useLayoutEffect(() => prefetchKinds(cells.map((cell) => cell.placed.value.type)), [cells])
  if (alone !== null && !one && session.ready.value) {
    return <Blank state="unknown" title={t('dash.noPanel')} acts={<Button label={t('menu.back')} onClick={() => change({ viewPanel: null })} />} />
  }
  return (
    <div class={one ? 'grid-alone' : 'grid'} data-density="compact" ref={root}>
      {one ? <Panel key={one.key} cell={one} alone /> : ordered.map((cell) => (cell.placed.value.type === 'row' ? <Row key={`row ${cell.key}`} cell={cell} /> : <Panel key={cell.key} cell={cell} />))}
      {session.ready.value && cells.length === 0 && <Blank state="unknown" title={t('dash.empty')}>{t('dash.emptyDo')}</Blank>}
    </div>
  )
}
