import type { ButtonHTMLAttributes, ComponentChildren, JSX, TargetedMouseEvent } from 'preact'
import { Icon, type Shapes } from './icon'

type ButtonProps = {
  /** The word on it; without one, `name` says what it does, to the eye as a tooltip. */
  label?: ComponentChildren
  icon?: Shapes
  name?: string
  /** Icon behind the word, such as the arrow of a menu. */
  after?: Shapes
  kind?: 'plain' | 'primary' | 'ghost' | 'danger'
  small?: boolean
  /** Waits for an answer: the icon becomes a spinner, the width stays. */
  busy?: boolean
  /** Why it cannot be used now; shown as its tooltip. */
  disabledReason?: string | undefined
  /** Key that does the same, shown in the tooltip. */
  keys?: string
  onClick?: (event: TargetedMouseEvent<HTMLButtonElement>) => void
  class?: string
} & Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'label' | 'icon' | 'name' | 'onClick' | 'class' | 'disabled'>

/** A control that acts. A disabled one keeps the focus so that its reason can be read. */
export function Button({ label, icon, name, after, kind = 'plain', small, busy, disabledReason, keys, onClick, class: extra = '', ...rest }: ButtonProps): JSX.Element {
  const off = disabledReason !== undefined
  const tip = disabledReason ?? (label === undefined ? name : undefined)
  const classes = ['btn', kind === 'plain' ? '' : kind, small ? 'small' : '', label === undefined ? 'icon' : '', extra].filter(Boolean).join(' ')
  return (
    <button type="button" {...rest} class={classes} aria-label={name} aria-disabled={off || busy ? 'true' : undefined} aria-busy={busy ? 'true' : undefined}
      data-tip={tip} data-keys={keys} onClick={(event) => { if (off || busy) event.preventDefault(); else onClick?.(event) }}>
      {busy ? <Spinner /> : icon && <Icon of={icon} />}
      {label}
      {after && <Icon of={after} class="i-s" />}
    </button>
  )
}

function Spinner(): JSX.Element {
  return <svg class="i spin" viewBox="0 0 24 24" aria-hidden="true"><path d="M21 12a9 9 0 1 1-6.2-8.56" /></svg>
}
