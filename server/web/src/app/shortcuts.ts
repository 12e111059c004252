// Keys and key sequences such as `t z`. Pages add theirs while they are on screen; the help sheet lists what there is.
import { signal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'

export type Shortcut = {
  /** `?`, `Escape`, `Ctrl+k`, or letters one after another: `g h`. Case matters in sequences: `d E`. */
  keys: string
  label: string
  run: () => void
}
export type ShortcutGroup = { title: string; shortcuts: Shortcut[] }

const SEQUENCE_MS = 1200
const OFF = 'mdash.singlekeys'

export const shortcutGroups = signal<ShortcutGroup[]>([])
/** Single letters can be switched off: speech input would type them by accident. */
export const singleKeys = signal(readChoice())
/** Begun sequence, such as `t`. */
export const pending = signal('')

let timer = 0

function readChoice(): boolean {
  try { return localStorage.getItem(OFF) !== 'off' } catch { return true }
}

export function chooseSingleKeys(on: boolean): void {
  singleKeys.value = on
  try {
    if (on) localStorage.removeItem(OFF)
    else localStorage.setItem(OFF, 'off')
  } catch { /* Storage is off: the choice holds for this page. */ }
}

const NAMES: Record<string, string> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc', ' ': 'Space' }

/** How one key press is written in `keys`. */
export function keyName(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): string {
  const name = NAMES[event.key] ?? event.key
  if (event.altKey) return `Alt+${name.toLowerCase()}`
  return event.ctrlKey || event.metaKey ? `Ctrl+${name.toLowerCase()}` : name
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) && !(target instanceof HTMLInputElement && /^(checkbox|radio|button)$/.test(target.type))

/** Newest groups first: a page may give a key another meaning than the frame. */
function find(keys: string): { exact: Shortcut | undefined; begins: boolean } {
  const all = shortcutGroups.peek().toReversed().flatMap((group) => group.shortcuts)
  return { exact: all.find((one) => one.keys === keys), begins: all.some((one) => one.keys.startsWith(`${keys} `)) }
}

/** Handles one key press; true when it was ours. */
export function pressKey(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): boolean {
  const name = keyName(event)
  const chord = name.includes('+') && name.length > 1
  if (!chord && !singleKeys.peek()) return false
  for (const keys of pending.peek() && !chord ? [`${pending.peek()} ${name}`, name] : [name]) {
    const { exact, begins } = find(keys)
    clearTimeout(timer)
    pending.value = ''
    if (exact) {
      exact.run()
      return true
    }
    if (begins) {
      pending.value = keys
      timer = window.setTimeout(() => { pending.value = '' }, SEQUENCE_MS)
      return true
    }
  }
  return false
}

export function startShortcuts(): void {
  document.addEventListener('keydown', (event) => {
    const chord = event.ctrlKey || event.metaKey || event.altKey
    if (event.defaultPrevented || event.isComposing || ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return
    if (!chord && (isTyping(event.target) || document.querySelector('dialog[open], .popover'))) return
    if (pressKey(event)) event.preventDefault()
  })
}

/** Adds a group until the returned function is called. */
export function addShortcuts(group: ShortcutGroup): () => void {
  shortcutGroups.value = [...shortcutGroups.value, group]
  return () => { shortcutGroups.value = shortcutGroups.value.filter((one) => one !== group) }
}

/** Adds a group while a component is on screen. */
export function useShortcuts(title: string, shortcuts: Shortcut[]): void {
  const newest = useRef(shortcuts)
  newest.current = shortcuts
  useEffect(() => addShortcuts({ title, shortcuts: shortcuts.map((one, index) => ({ ...one, run: () => newest.current[index]?.run() })) }),
    [title, shortcuts.map((one) => one.keys + one.label).join()])
}
