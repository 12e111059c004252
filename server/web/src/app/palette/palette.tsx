import type { JSX } from 'preact'
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { search, type Hit } from '../../api/search'
import { announce } from '../../ui/announce'
import { Icon } from '../../ui/icon'
import { t } from '../../ui/i18n'
import type { OverlayProps } from '../overlays'
import { recent } from '../recent'
import { entriesFor, type Entry } from './entries'
import searchIcon from 'icon:search'
import './palette.css'

const INDEX_LIMIT = 1000
const TYPING_MS = 150

/** All titles for instant matching; where there are more than fit, what is typed is also searched on the server. */
function useHits(query: string): { hits: Hit[]; isReady: boolean } {
  const [index, setIndex] = useState<Hit[]>([])
  const [isReady, setReady] = useState(false)
  const [found, setFound] = useState<Hit[]>([])
  useEffect(() => {
    const control = new AbortController()
    void search({ limit: INDEX_LIMIT }, control.signal).then((answer) => {
      if (control.signal.aborted) return
      if (answer.ok) setIndex(answer.value)
      setReady(true)
    })
    return () => control.abort()
  }, [])
  useEffect(() => {
    if (index.length < INDEX_LIMIT || query === '') return undefined
    const control = new AbortController()
    const timer = setTimeout(() => void search({ query, limit: 50 }, control.signal).then((answer) => { if (answer.ok) setFound(answer.value) }), TYPING_MS)
    return () => {
      clearTimeout(timer)
      control.abort()
    }
  }, [query, index])
  const known = new Set(index.map((hit) => hit.uid))
  return { hits: [...index, ...found.filter((hit) => !known.has(hit.uid))], isReady }
}

/** Jump to anything by typing. Arrows move, Enter goes, Esc closes. */
export default function Palette({ onClose, start = '', go: going = false }: OverlayProps): JSX.Element {
  const [text, setText] = useState(start)
  const [active, setActive] = useState(0)
  const box = useRef<HTMLDialogElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const id = useId()
  const { hits, isReady } = useHits(text.replace(/^[>#\s]+/, ''))
  const entries = entriesFor(text, hits, recent.value)
  const [isGoing, setGoing] = useState(going) // Enter came before the titles did
  useLayoutEffect(() => {
    const element = box.current
    const before = document.activeElement
    element?.showModal?.()
    field.current?.focus()
    field.current?.setSelectionRange(start.length, start.length)
    return () => {
      // An open modal dialogue would keep the focus from what lies behind it.
      element?.close?.()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  useLayoutEffect(() => { box.current?.querySelector('.active')?.scrollIntoView?.({ block: 'nearest' }) }, [active])
  useEffect(() => { if (text) announce(t('palette.found', entries.length)) }, [entries.length])

  const go = (entry: Entry | undefined): void => {
    if (!entry) return
    onClose()
    entry.run()
  }
  useEffect(() => {
    if (!isGoing || !isReady) return
    setGoing(false)
    go(entries[active])
  }, [isGoing, isReady])
  const onKeyDown = (event: KeyboardEvent): void => {
    const last = entries.length - 1
    if (event.key === 'ArrowDown') setActive(active >= last ? 0 : active + 1)
    else if (event.key === 'ArrowUp') setActive(active <= 0 ? last : active - 1)
    else if (event.key !== 'Enter') return
    else if (isReady || text.startsWith('>')) go(entries[active])
    else setGoing(true)
    event.preventDefault()
  }
  return (
    <dialog ref={box} class="palette" aria-label={t('palette.open')} onCancel={(event) => { event.preventDefault(); onClose() }} onClick={(event) => { if (event.target === box.current) onClose() }}>
      <div class="palette-body">
        <label class="palette-field"><Icon of={searchIcon} />
          <input ref={field} role="combobox" aria-expanded="true" aria-controls={`${id}l`} aria-activedescendant={entries[active] ? `${id}-${active}` : undefined} aria-label={t('palette.open')}
            value={text} placeholder={t('palette.hint')} autocomplete="off" spellcheck={false} onInput={(event) => { setText(event.currentTarget.value); setActive(0) }} onKeyDown={onKeyDown} />
        </label>
        <div id={`${id}l`} role="listbox" aria-label={t('palette.results')} class="palette-list">
          {entries.map((entry, index) => (
            <Line key={entry.id} id={`${id}-${index}`} entry={entry} head={entry.group !== entries[index - 1]?.group} active={index === active} onPoint={() => setActive(index)} onGo={() => go(entry)} />
          ))}
        </div>
        {entries.length === 0 && <p class="palette-none muted">{t('palette.nothing')}</p>}
        <footer class="caption muted"><span><kbd>&gt;</kbd> {t('palette.acts')}</span><span><kbd>#</kbd> {t('palette.dashboards')}</span><span class="grow" /><span><kbd>↑</kbd> <kbd>↓</kbd> <kbd>Enter</kbd> <kbd>Esc</kbd></span></footer>
      </div>
    </dialog>
  )
}

function Line({ id, entry, head, active, onPoint, onGo }: { id: string; entry: Entry; head: boolean; active: boolean; onPoint: () => void; onGo: () => void }): JSX.Element {
  return (
    <>
      {head && <div class="menu-head" role="presentation">{entry.group}</div>}
      <div id={id} role="option" aria-selected={active ? 'true' : 'false'} class={`palette-line${active ? ' active' : ''}`} onPointerMove={onPoint} onClick={onGo}>
        <Icon of={entry.icon} /><span class="clip grow">{strong(entry)}</span>
        {entry.place && <span class="muted caption">{entry.place}</span>}
        {entry.keys && <kbd>{entry.keys}</kbd>}
      </div>
    </>
  )
}

/** The title with the matched letters strong. */
function strong({ title, match }: Entry): (string | JSX.Element)[] {
  const parts: (string | JSX.Element)[] = []
  let at = 0
  for (const [from, to] of match?.ranges ?? []) {
    parts.push(title.slice(at, from), <b key={from}>{title.slice(from, to)}</b>)
    at = to
  }
  return [...parts, title.slice(at)]
}
