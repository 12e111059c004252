import type { ComponentChildren, JSX } from 'preact'
import { useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { Button } from './button'
import { Icon } from './icon'
import type { TriggerProps } from './menu'
import { Popover } from './popover'
import { t } from './i18n'
import check from 'icon:check'
import search from 'icon:search'

export type Option = { value: string; text: string; hint?: string }

type ChoiceProps = {
  options: Option[]
  selected: string[]
  onSelect: (values: string[]) => void
  multi?: boolean
  /** Name of the control. */
  label: string
  /** How many more the server knows; typing asks it. */
  more?: number
  /** Every search goes to the server, also while all options are here. */
  asks?: boolean
  onSearch?: (text: string) => void
  /** Value that stands for all and excludes the others, such as `$__all`. */
  allValue?: string
  trigger: (button: TriggerProps) => ComponentChildren
}

const SEARCH_FROM = 9
const SHOWN = 200

/** A select of one or several values in a popover: typed text filters, arrows move, Enter picks or ticks, Ctrl+Enter ticks this alone, Esc closes. */
export function Choice(props: ChoiceProps): JSX.Element {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement | null>(null)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    setOpen(true)
  }
  return (
    <>
      {props.trigger({ ref: (element) => { button.current = element }, 'aria-haspopup': 'listbox', 'aria-expanded': open ? 'true' : 'false', onClick: () => setOpen(!open), onKeyDown })}
      {open && <ChoiceList {...props} anchor={button.current} onClose={() => setOpen(false)} />}
    </>
  )
}

/** What a tick does: `all` and the others exclude each other; the last tick cannot be taken away. */
export function ticked(selected: string[], value: string, allValue: string | undefined): string[] {
  if (value === allValue) return [value]
  const others = selected.filter((one) => one !== allValue)
  if (!others.includes(value)) return [...others, value]
  const left = others.filter((one) => one !== value)
  return left.length > 0 ? left : allValue === undefined ? [] : [allValue]
}

const fold = (text: string): string => text.toLocaleLowerCase()

function ChoiceList({ options, selected, onSelect, multi, label, more = 0, asks = false, onSearch, allValue, anchor, onClose }: ChoiceProps & { anchor: HTMLElement | null; onClose: () => void }): JSX.Element {
  const [text, setText] = useState('')
  const found = useMemo(() => options.filter((option) => fold(option.text).includes(fold(text))), [options, text])
  const shown = found.slice(0, SHOWN)
  const [active, setActive] = useState(() => Math.max(0, options.findIndex((option) => selected.includes(option.value))))
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const id = useId()
  const searching = options.length >= SEARCH_FROM || more > 0 || asks
  useLayoutEffect(() => { (searching ? field.current : list.current)?.focus() }, [])
  useLayoutEffect(() => { list.current?.children[active]?.scrollIntoView?.({ block: 'nearest' }) }, [active, text])

  const pick = (option: Option | undefined): void => {
    if (!option) return
    if (multi) onSelect(ticked(selected, option.value, allValue))
    else {
      onSelect([option.value])
      onClose()
    }
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const last = shown.length - 1
    const to = { ArrowDown: Math.min(active + 1, last), ArrowUp: Math.max(active - 1, 0), Home: 0, End: last, PageDown: Math.min(active + 10, last), PageUp: Math.max(active - 10, 0) }[event.key]
    if (to !== undefined && !(searching && (event.key === 'Home' || event.key === 'End'))) setActive(to)
    else if (event.key === 'Enter' && event.ctrlKey && multi && shown[active]) onSelect([shown[active].value])
    else if (event.key === 'Enter' || (event.key === ' ' && !searching)) pick(shown[active])
    else if (event.key === 'Tab') { onClose(); return }
    else return
    event.preventDefault()
  }
  const type = (value: string): void => {
    setText(value)
    setActive(0)
    if (more > 0 || asks) onSearch?.(value)
  }
  const combobox = { role: 'combobox' as const, 'aria-expanded': 'true' as const, 'aria-controls': `${id}l`, 'aria-activedescendant': shown[active] ? `${id}-${active}` : undefined, 'aria-label': label }
  return (
    <Popover anchor={anchor} onClose={onClose} role="group" label={label} class="chooser">
      {searching ? (
        <label class="input"><Icon of={search} class="i-s" />
          <input ref={field} {...combobox} value={text} placeholder={t('choice.search')} autocomplete="off" spellcheck={false} onInput={(event) => type(event.currentTarget.value)} onKeyDown={onKeyDown} />
        </label>
      ) : <span />}
      <div ref={list} id={`${id}l`} class="options" role="listbox" aria-label={label} aria-multiselectable={multi ? 'true' : undefined} tabIndex={searching ? -1 : 0}
        aria-activedescendant={searching ? undefined : combobox['aria-activedescendant']} onKeyDown={searching ? undefined : onKeyDown}>
        {shown.map((option, index) => (
          <div key={option.value} id={`${id}-${index}`} role="option" aria-selected={selected.includes(option.value) ? 'true' : 'false'} class={`option${index === active ? ' active' : ''}`}
            onPointerMove={() => setActive(index)} onClick={() => pick(option)}>
            <Icon of={check} class="i-s" /><span class="clip">{option.text}</span>
            {option.hint && <span class="muted caption">{option.hint}</span>}
            {multi && option.value !== allValue && <span class="only" aria-hidden="true" onClick={(event) => { event.stopPropagation(); onSelect([option.value]) }}>{t('choice.only')}</span>}
          </div>
        ))}
      </div>
      <Footer found={found.length} shown={shown.length} more={more} multi={multi === true} count={selected.filter((value) => value !== allValue).length} onClose={onClose} />
    </Popover>
  )
}

function Footer({ found, shown, more, multi, count, onClose }: { found: number; shown: number; more: number; multi: boolean; count: number; onClose: () => void }): JSX.Element {
  const hidden = found - shown + more
  return (
    <footer class="row caption muted">
      <span class="grow">{found === 0 ? t('choice.nothing') : hidden > 0 ? t('choice.more', hidden) : multi ? t('choice.count', count) : ''}</span>
      {multi && <Button kind="ghost" small label={t('choice.done')} onClick={onClose} />}
    </footer>
  )
}
