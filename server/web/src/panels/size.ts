import { useLayoutEffect, useState } from 'preact/hooks'

export type Size = { width: number; height: number }

const listeners = new WeakMap<Element, (size: Size) => void>()
let observer: ResizeObserver | undefined

/** One observer for all panels; changes come at most once a frame. */
function shared(): ResizeObserver {
  observer ??= new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) listeners.get(target)?.({ width: Math.floor(contentRect.width), height: Math.floor(contentRect.height) })
  })
  return observer
}

/** Size of an element's content box in whole CSS px; null until it has been laid out. */
export function useSize(ref: { current: HTMLElement | null }): Size | null {
  const [size, setSize] = useState<Size | null>(null)
  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return undefined
    const update = (next: Size) => setSize((before) => (before && before.width === next.width && before.height === next.height ? before : next))
    const style = getComputedStyle(element)
    const padding = (a: string, b: string) => (parseFloat(a) || 0) + (parseFloat(b) || 0)
    update({
      width: Math.floor(element.clientWidth - padding(style.paddingLeft, style.paddingRight)),
      height: Math.floor(element.clientHeight - padding(style.paddingTop, style.paddingBottom)),
    })
    listeners.set(element, update)
    shared().observe(element)
    return () => { shared().unobserve(element); listeners.delete(element) }
  }, [])
  return size
}
