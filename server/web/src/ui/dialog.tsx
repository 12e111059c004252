import { signal } from '@preact/signals'
import type { ComponentChildren, JSX } from 'preact'
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Button } from './button'
import { Glyph } from './glyph'
import { t } from './i18n'
import x from 'icon:x'
import './dialog.css'

type DialogProps = {
  /** The act: "Delete 3 dashboards". */
  title: string
  onClose: () => void
  /** Buttons at the foot; the act stands last. Without, only a cross closes it. */
  buttons?: ComponentChildren
  wide?: boolean
  class?: string
  children?: ComponentChildren
}

/** A native modal dialogue. Esc cancels; the focus starts on the first field and returns to where it was. */
export function Dialog({ title, onClose, buttons, wide, class: extra = '', children }: DialogProps): JSX.Element {
  const box = useRef<HTMLDialogElement>(null)
  const id = useId()
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return undefined
    const before = document.activeElement
    element.showModal?.()
    element.querySelector<HTMLElement>('[autofocus], input:not([type=hidden]), select, textarea')?.focus()
    return () => {
      element.close?.()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return (
    <dialog ref={box} class={`dialog${wide ? ' wide' : ''} ${extra}`} aria-labelledby={id} onCancel={(event) => { event.preventDefault(); onClose() }}
      onClick={(event) => { if (event.target === box.current) onClose() }}>
      <div class="dialog-body">
        <header class="row"><h2 id={id} class="grow">{title}</h2><Button kind="ghost" small icon={x} name={t('dialog.close')} onClick={onClose} /></header>
        {children}
        {buttons && <footer class="row">{buttons}</footer>}
      </div>
    </dialog>
  )
}

type Question = {
  title: string
  /** What the act does and what it does not. */
  effect: string
  /** Word on the button that does it. */
  act: string
  danger?: boolean
  /** A word that must be typed before the act can be done. */
  typed?: string
}
const asked = signal<{ question: Question; answer: (yes: boolean) => void } | undefined>(undefined)

/** Asks before an act; false on cancel. */
export function ask(question: Question): Promise<boolean> {
  return new Promise((resolve) => {
    asked.value?.answer(false)
    asked.value = { question, answer: (yes) => { asked.value = undefined; resolve(yes) } }
  })
}

/** Stands once in the frame and shows what `ask` asks. */
export function AskHost(): JSX.Element | null {
  const open = asked.value
  return open ? <Asking key={open.question.title} {...open} /> : null
}

function Asking({ question, answer }: { question: Question; answer: (yes: boolean) => void }): JSX.Element {
  const [typed, setTyped] = useState('')
  const id = useId()
  const ready = question.typed === undefined || typed.trim() === question.typed
  return (
    <Dialog title={question.title} onClose={() => answer(false)} buttons={(
      <>
        <span class="grow" />
        <Button label={t('dialog.cancel')} onClick={() => answer(false)} autofocus={question.typed === undefined} />
        <Button label={question.act} kind={question.danger ? 'danger' : 'primary'} class={question.danger ? 'solid' : ''} onClick={() => answer(true)}
          disabledReason={ready ? undefined : t('dialog.typeFirst', question.typed ?? '')} />
      </>
    )}>
      <p class="row top-start">{question.danger && <Glyph state="warning" large />}<span>{question.effect}</span></p>
      {question.typed !== undefined && (
        <div class="field"><label for={id}>{t('dialog.typeFirst', question.typed)}</label>
          <input id={id} class="input" value={typed} autocomplete="off" spellcheck={false} onInput={(event) => setTyped(event.currentTarget.value)} /></div>
      )}
    </Dialog>
  )
}
