// Which panels stand in the window, and which are close to it.
import { useEffect, useLayoutEffect, type Inputs } from 'preact/hooks'
import type { PanelKey } from './cell'
import type { DashboardSession } from './session'

/** Panels this much of a window's height away are asked for in advance. */
const ahead = 0.6

const sections = (root: HTMLElement) => [...root.querySelectorAll<HTMLElement>('section[data-key]')]

/** Where a box stands: in the window (true), close to it (false), or away (null). */
export function nearness(box: { top: number; bottom: number }, height: number): boolean | null {
  if (box.bottom > 0 && box.top < height) return true
  return box.bottom > -height * ahead && box.top < height * (1 + ahead) ? false : null
}

/** Tells the session where the panels stand: at once after a change of the layout, then as they move. */
export function useNear(root: { current: HTMLElement | null }, session: DashboardSession, changes: Inputs) {
  useLayoutEffect(() => {
    if (root.current) session.near(sections(root.current).map((section): [PanelKey, boolean | null] => [section.dataset['key'] ?? '', nearness(section.getBoundingClientRect(), innerHeight)]))
  }, changes)
  useEffect(() => {
    if (!root.current) return undefined
    const observer = new IntersectionObserver((entries) => {
      session.near(entries.map(({ target, boundingClientRect }): [PanelKey, boolean | null] => [(target as HTMLElement).dataset['key'] ?? '', nearness(boundingClientRect, innerHeight)]))
    }, { rootMargin: `${ahead * 100}% 0px`, threshold: [0, 0.01] })
    const inWindow = new IntersectionObserver((entries) => {
      session.near(entries.map(({ target, boundingClientRect }): [PanelKey, boolean | null] => [(target as HTMLElement).dataset['key'] ?? '', nearness(boundingClientRect, innerHeight)]))
    })
    for (const section of sections(root.current)) { observer.observe(section); inWindow.observe(section) }
    return () => { observer.disconnect(); inWindow.disconnect() }
  }, changes)
}
