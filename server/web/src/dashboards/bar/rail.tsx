import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useSignalEffect } from '@preact/signals'
import { useSize } from '../../panels/size'
import { Icon } from '../../ui/icon'
import { useDashboard } from '../context'
import { tickText, timeTicks } from '../time/ticks'
import { momentText } from '../time/zone'
import tagIcon from 'icon:tag'

const labelPx = 105
/** Annotations that show their words, and how much of them */
const labelled = 12
const titleLength = 40

/** Marks of the ruler: short ones, longer ones at labels. */
function rulerPath(from: number, to: number, width: number, zone: string): { path: string; labels: { x: number; text: string }[] } {
  const major = timeTicks(from, to, Math.max(2, width / labelPx), zone)
  const minor = timeTicks(from, to, Math.max(10, width / 17), zone)
  const x = (at: number) => (at - from) / (to - from) * width
  const path = [...minor.at.map((at) => `M${x(at).toFixed(1)} 0V3`), ...major.at.map((at) => `M${x(at).toFixed(1)} 0V8`)].join('')
  return { path, labels: major.at.map((at) => ({ x: x(at), text: tickText(at, major, zone) })).filter(({ x: place }) => place > 20 && place < width - 20) }
}

/** Time over the whole dashboard: ticks, annotations, the shared cursor; dragging zooms. */
export function TimeRail(): JSX.Element {
  const { environment, instants, zone, session, setInstants } = useDashboard()
  const ref = useRef<HTMLDivElement>(null)
  const cursor = useRef<HTMLElement>(null)
  const size = useSize(ref)
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null)
  const { from, to } = instants.value
  const width = size?.width ?? 0
  const ruler = width > 0 ? rulerPath(from, to, width, zone.value) : null
  const place = (at: number) => (at - from) / (to - from) * width
  const timeAt = (x: number) => from + x / (width || 1) * (to - from)
  useSignalEffect(() => {
    const hover = environment.hover.value
    if (!cursor.current) return
    cursor.current.hidden = !hover || hover.at < from || hover.at > to
    if (!hover) return
    cursor.current.style.transform = `translateX(${Math.round(place(hover.at))}px)`
    cursor.current.classList.toggle('flipped', place(hover.at) > width - 80)
    cursor.current.dataset['time'] = momentText(hover.at, { from, to }, zone.peek())
  })
  useLayoutEffect(() => setDrag(null), [from, to])
  const local = (event: PointerEvent) => event.clientX - (ref.current?.getBoundingClientRect().left ?? 0)
  const onPointerDown = (event: PointerEvent) => { if (event.button !== 0) return; ref.current?.setPointerCapture(event.pointerId); setDrag({ from: local(event), to: local(event) }) }
  const onPointerMove = (event: PointerEvent) => { environment.hover.value = { at: timeAt(local(event)), key: 'rail' }; if (drag) setDrag({ ...drag, to: local(event) }) }
  const onPointerUp = () => { if (drag && Math.abs(drag.to - drag.from) > 8) setInstants({ from: timeAt(Math.min(drag.from, drag.to)), to: timeAt(Math.max(drag.from, drag.to)) }); setDrag(null) }
  const inRange = session.annotations.value.filter((one) => (one.timeEnd ?? one.time) >= from && one.time <= to).slice(0, 60)
  const taken = innerWidth <= 640 ? [] : inRange.slice(0, labelled).map((one) => ({ from: place(one.time) - 20, to: place(one.time) + 46 + (one.title || one.text).slice(0, titleLength).length * 6 }))
  return (
    <div class="rail" ref={ref} aria-hidden="true" onPointerDown={onPointerDown} onPointerMove={onPointerMove} onPointerUp={onPointerUp} onPointerLeave={() => { environment.hover.value = null }} onDblClick={() => environment.zoomOut()}>
      {ruler && <svg width={width} height="34"><path d={ruler.path} stroke="var(--border-control)" fill="none" /></svg>}
      {ruler?.labels.filter((label) => !taken.some((one) => label.x > one.from && label.x < one.to)).map((label) => <span key={label.text} class="lab" style={{ left: `${label.x}px` }}>{label.text}</span>)}
      {inRange.map((one, i) => {
        const colour = environment.palette.value.line(one.colour)
        return (
          <span key={i} class="ev" style={{ left: `${Math.max(0, place(one.time))}px`, color: colour }} title={one.title || one.text}>
            {i < labelled && <span class="hide-phone"><Icon of={tagIcon} class="i-s" />{(one.title || one.text).slice(0, titleLength)}</span>}
            {one.timeEnd && one.timeEnd > one.time && <i class="band" style={{ width: `${Math.max(2, place(one.timeEnd) - place(one.time))}px` }} />}
          </span>
        )
      })}
      {drag && <i class="rail-drag" style={{ left: `${Math.min(drag.from, drag.to)}px`, width: `${Math.abs(drag.to - drag.from)}px` }} />}
      <i class="now" ref={cursor} hidden />
    </div>
  )
}
