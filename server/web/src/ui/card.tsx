import type { ComponentChildren, JSX } from 'preact'
import { useId } from 'preact/hooks'
import './card.css'

/** A part of a page with a heading and, at its right, a link or buttons. */
export function Card({ title, aside, children, class: extra = '' }: { title: string; aside?: ComponentChildren; children: ComponentChildren; class?: string }): JSX.Element {
  const id = useId()
  return (
    <section class={`card ${extra}`} aria-labelledby={id}>
      <div class="card-head"><h2 id={id}>{title}</h2>{aside}</div>
      {children}
    </section>
  )
}
