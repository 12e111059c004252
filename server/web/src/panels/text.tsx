import { h, type JSX, type VNode } from 'preact'
import type { TextBody, TextNode } from '../api/panelview'
import { isSafe } from './linked'

const allowed = new Set(['a', 'abbr', 'b', 'blockquote', 'br', 'caption', 'center', 'code', 'col', 'colgroup', 'dd', 'del', 'details', 'div', 'dl', 'dt', 'em', 'figure', 'figcaption', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'i', 'img', 'ins', 'kbd', 'li', 'mark', 'ol', 'p', 'pre', 'q', 's', 'samp', 'small', 'span', 'strong', 'sub', 'summary', 'sup', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr', 'u', 'ul', 'var'])
const attributes = new Set(['alt', 'title', 'colspan', 'rowspan', 'width', 'height', 'align', 'start', 'href', 'src'])
const empty = new Set(['br', 'col', 'hr', 'img'])

/** Heading levels of the text, as they stand below the panel's own title: one deeper at most than the one before. */
function headings() {
  let before = 2
  return (level: number) => {
    before = Math.min(6, level + 2, before + 1)
    return `h${before}`
  }
}

function attributesOf(tag: string, given: Record<string, string> | undefined): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(given ?? {})) {
    if (!attributes.has(name)) continue
    if (name === 'href' && (tag !== 'a' || !isSafe(value))) continue
    if (name === 'src' && (tag !== 'img' || !isSafe(value))) continue
    kept[name] = value
  }
  if (tag === 'a' && kept['href'] && /^https?:/i.test(kept['href'])) Object.assign(kept, { target: '_blank', rel: 'noopener noreferrer' })
  if (tag === 'img' && kept['alt'] === undefined) kept['alt'] = ''
  return kept
}

/** Elements of a node tree. What is not on the list is left out, its words stay. */
export function textElements(nodes: TextNode[], heading = headings()): (VNode | string)[] {
  return nodes.flatMap((node): (VNode | string)[] => {
    if (typeof node === 'string') return [node]
    const tag = node.tag.toLowerCase()
    if (tag === 'script' || tag === 'style') return []
    if (!allowed.has(tag)) return textElements(node.children ?? [], heading)
    const level = /^h([1-6])$/.exec(tag)
    const name = level ? heading(Number(level[1])) : tag
    const attrs = attributesOf(tag, node.attrs)
    if (tag === 'a' && !attrs['href']) return textElements(node.children ?? [], heading)
    return [h(name, level ? { ...attrs, class: `md-h${level[1]}` } : attrs, empty.has(tag) ? null : textElements(node.children ?? [], heading))]
  })
}

export function TextPanel({ body }: { body: TextBody }): JSX.Element {
  return <div class="md" tabIndex={0}>{textElements(body.nodes)}</div>
}
