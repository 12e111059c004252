import type { ComponentChildren, JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import './popover.css'

type PopoverProps = {
  /** What it hangs on; its focus comes back here. */
  anchor: HTMLElement | null
  onClose: () => void
  /** Which edges meet. */
  align?: 'start' | 'end'
  role?: 'dialog' | 'menu' | 'listbox' | 'group'
  label?: string
  class?: string
  id?: string
  children: ComponentChildren
}

const GAP_PX = 4
const EDGE_PX = 8

/** Puts it under the anchor, or above where there is more room, and inside the window. */
function place(box: HTMLElement, anchor: HTMLElement, align: 'start' | 'end'): void {
  const at = anchor.getBoundingClientRect()
  const room = { below: innerHeight - at.bottom - GAP_PX - EDGE_PX, above: at.top - GAP_PX - EDGE_PX }
  box.style.maxHeight = ''
  const natural = box.scrollHeight + 2
  const up = natural > room.below && room.above > room.below
  const height = Math.min(natural, up ? room.above : room.below)
  box.style.maxHeight = `${Math.max(80, height)}px`
  box.style.minWidth = `${Math.round(Math.min(at.width, innerWidth - 2 * EDGE_PX))}px`
  const width = box.offsetWidth
  const left = align === 'end' ? at.right - width : at.left
  box.style.left = `${Math.round(Math.min(Math.max(EDGE_PX, left), Math.max(EDGE_PX, innerWidth - width - EDGE_PX)))}px`
  box.style.top = `${Math.round(up ? at.top - GAP_PX - Math.max(80, height) : at.bottom + GAP_PX)}px`
}

/** Esc closes the innermost of several open boxes only. */
const isTop = (element: HTMLElement): boolean => [...document.querySelectorAll('.popover')].at(-1) === element

/** A floating box in the top layer. Esc and a press outside close it; the focus returns to the anchor. */
export function Popover({ anchor, onClose, align = 'start', role = 'dialog', label, class: extra = '', id, children }: PopoverProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null)
  const close = useRef(onClose)
  close.current = onClose
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return undefined
    element.showPopover?.()
    const onPress = (event: PointerEvent): void => {
      const target = event.target instanceof Node ? event.target : null
      if (!element.contains(target) && !anchor?.contains(target)) close.current()
    }
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || !isTop(element)) return
      event.preventDefault()
      event.stopPropagation()
      close.current()
    }
    document.addEventListener('pointerdown', onPress, true)
    document.addEventListener('keydown', onKey, true)
    return () => {
      document.removeEventListener('pointerdown', onPress, true)
      document.removeEventListener('keydown', onKey, true)
      if (element.contains(document.activeElement)) anchor?.focus()
    }
  }, [anchor])
  useLayoutEffect(() => {
    const element = box.current
    if (!element || !anchor) return undefined
    const again = (): void => place(element, anchor, align)
    again()
    addEventListener('resize', again)
    document.addEventListener('scroll', again, { capture: true, passive: true })
    return () => {
      removeEventListener('resize', again)
      document.removeEventListener('scroll', again, { capture: true })
    }
  })
  return <div ref={box} id={id} popover="manual" class={`popover ${extra}`} role={role} aria-label={label}>{children}</div>
}
