import type { JSX } from 'preact'
import { useMemo, useRef, useState } from 'preact/hooks'
import { Icon } from './icon'
import { nextEntry } from './menu'
import { t } from './i18n'
import chevron from 'icon:chevron-right'
import folderIcon from 'icon:folder'
import './tree.css'

export type TreeNode = { id: string; label: string; children: TreeNode[] }
type Flat = { node: TreeNode; level: number; parent: string | undefined; size: number; place: number }

type TreeProps = {
  label: string
  roots: TreeNode[]
  selected: string | undefined
  onSelect: (id: string) => void
}

/** Nodes in the order in which they are seen, without what hangs under closed ones. */
export function flatten(roots: TreeNode[], open: ReadonlySet<string>, level = 1, parent?: string): Flat[] {
  return roots.flatMap((node, index) => [
    { node, level, parent, size: roots.length, place: index + 1 },
    ...(open.has(node.id) ? flatten(node.children, open, level + 1, node.id) : []),
  ])
}

/** Ids from the root to a node, without the node. */
export function ancestors(roots: TreeNode[], id: string | undefined): string[] {
  for (const root of roots) {
    if (root.id === id) return []
    const below = ancestors(root.children, id)
    if (below.length > 0 || root.children.some((child) => child.id === id)) return [root.id, ...below]
  }
  return []
}

/** A tree of folders: arrows move, right opens, left closes, letters jump, Enter selects. */
export function Tree({ label, roots, selected, onSelect }: TreeProps): JSX.Element {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [focused, setFocused] = useState<string | undefined>(undefined)
  const list = useRef<HTMLUListElement>(null)
  const shown = useMemo(() => new Set([...open, ...ancestors(roots, selected)]), [open, roots, selected])
  const lines = flatten(roots, shown)
  const current = lines.find((line) => line.node.id === (focused ?? selected)) ?? lines[0]

  const set = (id: string, wanted: boolean): void => {
    const next = new Set(shown)
    if (wanted) next.add(id)
    else next.delete(id)
    setOpen(next)
  }
  const focus = (id: string | undefined): void => {
    if (id === undefined) return
    setFocused(id)
    list.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!current) return
    const { node } = current
    const isOpen = shown.has(node.id)
    if (event.key === 'ArrowRight' && node.children.length > 0) { if (isOpen) focus(node.children[0]?.id); else set(node.id, true) }
    else if (event.key === 'ArrowLeft') { if (isOpen && node.children.length > 0) set(node.id, false); else focus(current.parent) }
    else if (event.key === 'Enter' || event.key === ' ') onSelect(node.id)
    else {
      const to = nextEntry(event, lines.map((line) => line.node.label), lines.indexOf(current))
      if (to === undefined) return
      focus(lines[to]?.node.id)
    }
    event.preventDefault()
  }
  return (
    <ul ref={list} class="tree" role="tree" aria-label={label} onKeyDown={onKeyDown}>
      {lines.map((line) => (
        <Line key={line.node.id} line={line} open={shown.has(line.node.id)} selected={line.node.id === selected} tabbed={line === current}
          onToggle={() => set(line.node.id, !shown.has(line.node.id))} onSelect={() => { setFocused(line.node.id); onSelect(line.node.id) }} />
      ))}
    </ul>
  )
}

type LineProps = { line: Flat; open: boolean; selected: boolean; tabbed: boolean; onToggle: () => void; onSelect: () => void }

function Line({ line: { node, level, size, place }, open, selected, tabbed, onToggle, onSelect }: LineProps): JSX.Element {
  const branch = node.children.length > 0
  return (
    <li role="treeitem" data-node={node.id} tabIndex={tabbed ? 0 : -1} aria-level={level} aria-setsize={size} aria-posinset={place} aria-selected={selected ? 'true' : 'false'} aria-expanded={branch ? open : undefined}
      class="tree-line" style={{ '--level': String(level - 1) }} onClick={onSelect}>
      <span role="presentation" class={`tree-arrow${open ? ' open' : ''}`} data-tip={branch ? (open ? t('tree.close') : t('tree.open')) : undefined} onClick={(event) => { if (branch) { event.stopPropagation(); onToggle() } }}>{branch && <Icon of={chevron} class="i-s" />}</span>
      <Icon of={folderIcon} /><span class="clip">{node.label}</span>
    </li>
  )
}
