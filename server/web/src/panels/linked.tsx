import type { ComponentChildren, JSX } from 'preact'
import type { Link } from '../api/panelview'

/** Schemes that may be followed; the engine checks too, this is the second lock. */
export const isSafe = (url: string) => /^(?:https?:|mailto:|[/#?.]|[^:]*$)/i.test(url.trim())

export const targetOf = (link: Link) => ({ href: isSafe(link.url) ? link.url : '#', ...(link.newTab ? { target: '_blank', rel: 'noopener noreferrer' } : {}) })

/** The first link around its content, or the content alone. */
export function Linked({ links, class: name, children }: { links: Link[] | undefined; class?: string; children: ComponentChildren }): JSX.Element {
  const link = links?.[0]
  return link && isSafe(link.url) ? <a class={name ?? ''} {...targetOf(link)} title={link.text}>{children}</a> : <>{children}</>
}
