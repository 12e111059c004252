import type { JSX } from 'preact'
import './tabs.css'

export type Tab = { id: string; label: string; href: string; count?: number }

/** Places of one area as links: the address says which is open. */
export function LinkTabs({ tabs, current, label }: { tabs: Tab[]; current: string; label: string }): JSX.Element {
  return (
    <nav class="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <a key={tab.id} href={tab.href} aria-current={tab.id === current ? 'page' : undefined}>{tab.label}{tab.count !== undefined && <span class="count calm">{tab.count}</span>}</a>
      ))}
    </nav>
  )
}
