// What the page knows about one placed panel.
import { signal, type Signal } from '@preact/signals'
import type { PanelView, Placed } from '../api/panelview'

/** `7`, or `7-2` for the third clone of a repeated panel */
export type PanelKey = string
export const keyOf = (id: number, repeatIndex?: number): PanelKey => (repeatIndex === undefined ? String(id) : `${id}-${repeatIndex}`)

export type PanelStatus = 'loading' | 'done' | 'nodata' | 'error' | 'unsupported'

export type PanelCell = {
  key: PanelKey
  placed: Signal<Placed>
  /** The newest answer; with an error, `kept` still has the last one that was drawn */
  view: Signal<PanelView | null>
  kept: Signal<PanelView | null>
  /** New data is on its way */
  asking: Signal<boolean>
  /** When the answer came, epoch ms of the browser; 0 before the first */
  at: Signal<number>
  etag: string | undefined
  /** The round of questions that the answer belongs to; lower than the session's: to be asked when it comes near */
  round: number
  /** The round in which it has been asked and not answered yet */
  asked: number
}

export function createCell(key: PanelKey, placed: Placed): PanelCell {
  return { key, placed: signal(placed), view: signal(null), kept: signal(null), asking: signal(false), at: signal(0), etag: undefined, round: -1, asked: -1 }
}

export const statusOf = (cell: PanelCell): PanelStatus => cell.view.value?.state ?? 'loading'

/** Takes an answer in. An error after good data keeps that data, to be shown below the error. */
export function receive(cell: PanelCell, view: PanelView, now: number) {
  if (view.state === 'error') {
    const before = cell.view.value
    if (before && before.state === 'done') cell.kept.value = before
  } else cell.kept.value = null
  cell.view.value = view
  cell.at.value = now
}
