// Which dashboards this person opened last, kept by the browser: a convenience, nothing that would be missed.
import { effect, signal } from '@preact/signals'
import { view } from './router'

export type Visit = { uid: string; at: number }

const KEY = 'mdash.recent'
const KEPT = 30

export const recent = signal<Visit[]>(read())

function read(): Visit[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    if (!Array.isArray(kept)) return []
    return kept.filter((one): one is Visit => typeof one?.uid === 'string' && typeof one?.at === 'number')
  } catch {
    return []
  }
}

export function noteVisit(uid: string, at: number): void {
  recent.value = [{ uid, at }, ...recent.peek().filter((visit) => visit.uid !== uid)].slice(0, KEPT)
  try { localStorage.setItem(KEY, JSON.stringify(recent.peek())) } catch { /* Storage is off or full: only this page knows. */ }
}

export function forgetVisit(uid: string): void {
  recent.value = recent.peek().filter((visit) => visit.uid !== uid)
}

export function startRecent(): void {
  effect(() => {
    const shown = view.value
    if (shown?.route.page === 'dashboard' && shown.params['uid']) noteVisit(shown.params['uid'], Date.now())
  })
}
