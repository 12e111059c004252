import type { ComponentChildren, JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Icon, type Shapes } from './icon'
import { Popover } from './popover'
import check from 'icon:check'

export type MenuItem =
  | { kind?: 'act'; label: string; icon?: Shapes; keys?: string; danger?: boolean; checked?: boolean; disabledReason?: string; run: () => void }
  | { kind: 'link'; label: string; icon?: Shapes; href: string; newTab?: boolean }
  | { kind: 'line' }
  | { kind: 'head'; label: string }

type MenuProps = {
  items: MenuItem[]
  align?: 'start' | 'end'
  label: string
  /** The button that opens it; gets what makes it a menu button. */
  trigger: (button: TriggerProps) => ComponentChildren
}
export type TriggerProps = {
  ref: (element: HTMLButtonElement | null) => void
  'aria-haspopup': 'menu' | 'listbox' | 'dialog'
  'aria-expanded': 'true' | 'false'
  onClick: () => void
  onKeyDown: (event: KeyboardEvent) => void
}

/** A menu button. Arrows, Home, End and the first letters move; Esc closes. */
export function Menu({ items, align = 'end', label, trigger }: MenuProps): JSX.Element {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement | null>(null)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    setOpen(true)
  }
  return (
    <>
      {trigger({ ref: (element) => { button.current = element }, 'aria-haspopup': 'menu', 'aria-expanded': open ? 'true' : 'false', onClick: () => setOpen(!open), onKeyDown })}
      {open && <MenuList items={items} align={align} label={label} anchor={button.current} onClose={() => setOpen(false)} />}
    </>
  )
}

/** The items of a menu, hung on any element: also for menus opened by a key or at the pointer. */
export function MenuList({ items, align, label, anchor, onClose }: { items: MenuItem[]; align: 'start' | 'end'; label: string; anchor: HTMLElement | null; onClose: () => void }): JSX.Element {
  const list = useRef<HTMLDivElement>(null)
  const all = (): HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])]
  useLayoutEffect(() => { all()[0]?.focus() }, [])
  const onKeyDown = (event: KeyboardEvent): void => {
    const entries = all()
    const at = entries.indexOf(document.activeElement as HTMLElement)
    const to = nextEntry(event, entries.map((entry) => entry.textContent ?? ''), at)
    if (event.key === 'Tab') onClose()
    if (to === undefined) return
    event.preventDefault()
    entries[to]?.focus()
  }
  return (
    <Popover anchor={anchor} onClose={onClose} align={align} role="menu" label={label}>
      <div ref={list} role="presentation" onKeyDown={onKeyDown}>
        {items.map((item, index) => <Entry key={index} item={item} onDone={() => { anchor?.focus(); onClose() }} />)}
      </div>
    </Popover>
  )
}

/** Which entry a key leads to: arrows round the end, Home, End, or the next one that begins with a letter. */
export function nextEntry(event: { key: string; ctrlKey?: boolean; metaKey?: boolean; altKey?: boolean }, labels: string[], at: number): number | undefined {
  const count = labels.length
  if (event.key === 'ArrowDown') return (at + 1) % count
  if (event.key === 'ArrowUp') return (at - 1 + count) % count
  if (event.key === 'Home') return 0
  if (event.key === 'End') return count - 1
  if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey || event.key === ' ') return undefined
  for (let step = 1; step <= count; step += 1) {
    const index = (at + step + count) % count
    if (labels[index]?.trim().toLocaleLowerCase().startsWith(event.key.toLocaleLowerCase())) return index
  }
  return undefined
}

function Entry({ item, onDone }: { item: MenuItem; onDone: () => void }): JSX.Element {
  if (item.kind === 'line') return <div class="menu-line" role="separator" />
  if (item.kind === 'head') return <div class="menu-head">{item.label}</div>
  if (item.kind === 'link') {
    const away = item.newTab ? { target: '_blank', rel: 'noopener noreferrer' } : {}
    return <a class="menu-item" role="menuitem" tabIndex={-1} href={item.href} {...away} onClick={onDone}>{item.icon && <Icon of={item.icon} />}{item.label}</a>
  }
  const off = item.disabledReason !== undefined
  const role = item.checked === undefined ? 'menuitem' : 'menuitemradio'
  return (
    <button type="button" class={`menu-item${item.danger ? ' danger' : ''}`} role={role} tabIndex={-1} aria-checked={item.checked} aria-disabled={off ? 'true' : undefined} data-tip={item.disabledReason}
      onClick={() => { if (off) return; onDone(); item.run() }}>
      {item.checked !== undefined && <span class="tick">{item.checked && <Icon of={check} class="i-s" />}</span>}
      {item.icon && <Icon of={item.icon} />}
      {item.label}
      {item.keys && <kbd>{item.keys}</kbd>}
    </button>
  )
}
