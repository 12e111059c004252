import { h, type JSX } from 'preact'

export type Shapes = [tag: string, attributes: Record<string, string>][]

/** A drawn icon. It says nothing by itself: the control around it has the name. */
export function Icon({ of, class: name = '' }: { of: Shapes; class?: string }): JSX.Element {
  return (
    <svg class={`i ${name}`} viewBox="0 0 24 24" aria-hidden="true">
      {of.map(([tag, attributes]) => h(tag, attributes))}
    </svg>
  )
}
