import type { JSX } from 'preact'
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks'
import { useSignalEffect } from '@preact/signals'
import { announce } from '../ui/announce'
import { t } from '../ui/i18n'
import { prepare, timeToX, xToTime, type Area } from './canvas'
import { setTip, usePanels, type TipRow } from './environment'
import { useSize, type Size } from './size'

export type Pointed = { title: string; rows: TipRow[] }
type Range = { from: number; to: number }
type Props = {
  panelKey: string
  title: string
  summary: string
  range: Range
  /** Draws all and says where the plot stands in it */
  draw: (context: CanvasRenderingContext2D, size: Size) => Area
  /** What stands at a moment and a height of the plot (0 at its top, 1 at its foot) */
  pointed: (at: number, height: number) => Pointed | null
  /** Rows that the keyboard moves through, and a step in ms */
  lanes: number
  step: number
}

/** What the pointer and the keyboard do with a canvas over time: crosshair, tip, zoom by dragging. */
function useHands(props: Props, area: { current: Area }) {
  const environment = usePanels()
  const start = useRef<number | null>(null)
  const keyed = useRef<{ at: number; lane: number } | null>(null)
  const show = (at: number, height: number, x: number, y: number) => {
    const found = props.pointed(at, height)
    environment.hover.value = { at, key: props.panelKey }
    setTip(environment, props.panelKey, found && { key: props.panelKey, ...found, total: 0, x, y, pinned: false, links: [], notes: [] })
    return found
  }
  const leave = () => {
    start.current = null
    if (environment.hover.peek()?.key === props.panelKey) environment.hover.value = null
    setTip(environment, props.panelKey, null)
  }
  const onPointerMove = (event: PointerEvent) => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect()
    const { left, top, width, height } = area.current
    const [x, y] = [event.clientX - box.left, event.clientY - box.top]
    if (x < left || x > left + width || y < top || y > top + height) return leave()
    show(xToTime(x, props.range, area.current), (y - top) / (height || 1), event.clientX, event.clientY)
    return undefined
  }
  const onPointerUp = (event: PointerEvent) => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect()
    if (start.current !== null && Math.abs(event.clientX - start.current) > 8) environment.select(xToTime(start.current - box.left, props.range, area.current), xToTime(event.clientX - box.left, props.range, area.current))
    start.current = null
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key]
    if (event.key === 'Escape' && keyed.current) { keyed.current = null; leave(); event.stopPropagation(); return }
    if (!move || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const before = keyed.current ?? { at: props.range.to - props.step / 2, lane: 0 }
    const next = keyed.current ? { at: Math.min(Math.max(before.at + move[0]! * props.step, props.range.from), props.range.to - 1), lane: Math.min(Math.max(before.lane + move[1]!, 0), props.lanes - 1) } : before
    keyed.current = next
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect()
    const height = (next.lane + 0.5) / props.lanes
    const found = show(next.at, height, box.left + timeToX(next.at, props.range, area.current), box.top + area.current.top + height * area.current.height)
    if (found) announce([found.title, ...found.rows.map((row) => `${row.name} ${row.text}`)].join(', '))
  }
  return { onPointerMove, onPointerLeave: leave, onPointerDown: (event: PointerEvent) => { start.current = event.clientX }, onPointerUp, onDblClick: () => environment.zoomOut(), onKeyDown, onBlur: leave }
}

/** A drawing over time with the crosshair that all charts share. */
export function TimeCanvas(props: Props): JSX.Element {
  const environment = usePanels()
  const outer = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const cross = useRef<HTMLDivElement>(null)
  const area = useRef<Area>({ left: 0, top: 0, width: 0, height: 0 })
  const size = useSize(outer)
  const id = useId()
  const hands = useHands(props, area)
  useLayoutEffect(() => {
    const context = size && canvas.current ? prepare(canvas.current, size) : null
    if (context && size) area.current = props.draw(context, size)
  }, [props.draw, size])
  useSignalEffect(() => {
    const hover = environment.hover.value
    const line = cross.current
    if (!line) return
    const seen = hover && (hover.key === props.panelKey || environment.sharing.value > 0) && hover.at >= props.range.from && hover.at <= props.range.to
    line.hidden = !seen
    if (!seen) return
    line.style.transform = `translateX(${Math.round(timeToX(hover.at, props.range, area.current))}px)`
    line.style.top = `${area.current.top}px`
    line.style.height = `${area.current.height}px`
  })
  useEffect(() => () => setTip(environment, props.panelKey, null), [])
  return (
    <div class="time-canvas" ref={outer} tabIndex={0} role="application" aria-roledescription={t('chart.role')} aria-label={props.title} aria-describedby={id} {...hands}>
      <canvas ref={canvas} aria-hidden="true" />
      <div class="cross" ref={cross} hidden aria-hidden="true" />
      <p id={id} class="visually-hidden">{props.summary}</p>
    </div>
  )
}
