import { signal } from '@preact/signals'
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { announce } from './announce'
import { Button } from './button'
import { Glyph, type State } from './glyph'
import { t } from './i18n'
import x from 'icon:x'
import './toast.css'

type Toast = { id: number; state: State; text: string; act?: { label: string; run: () => void } }

const STAYS_MS = 10_000
const toasts = signal<Toast[]>([])
let counter = 0

/** Says that something was done. Never for an error that needs action: that stays where it happened. */
export function toast(text: string, options: { state?: State; act?: Toast['act'] } = {}): void {
  counter += 1
  toasts.value = [...toasts.value.slice(-2), { id: counter, state: options.state ?? 'ok', text, ...(options.act ? { act: options.act } : {}) }]
  announce(text)
}

const dismiss = (id: number): void => { toasts.value = toasts.value.filter((one) => one.id !== id) }

/** Stands once in the frame. */
export function ToastHost(): JSX.Element | null {
  if (toasts.value.length === 0) return null
  return <section class="toasts" aria-label={t('toast.label')}>{toasts.value.map((one) => <ToastCard key={one.id} toast={one} />)}</section>
}

function ToastCard({ toast: { id, state, text, act } }: { toast: Toast }): JSX.Element {
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return undefined
    const timer = setTimeout(() => dismiss(id), STAYS_MS)
    return () => clearTimeout(timer)
  }, [held])
  return (
    <div class="toast" onPointerEnter={() => setHeld(true)} onPointerLeave={() => setHeld(false)} onFocusIn={() => setHeld(true)} onFocusOut={() => setHeld(false)}>
      <Glyph state={state} /><span class="grow">{text}</span>
      {act && <Button small label={act.label} onClick={() => { dismiss(id); act.run() }} />}
      <Button kind="ghost" small icon={x} name={t('toast.close')} onClick={() => dismiss(id)} />
    </div>
  )
}
