import type { JSX } from 'preact'
import { useMemo, useRef, useState } from 'preact/hooks'
import { announce } from '../../ui/announce'
import { Button } from '../../ui/button'
import { Field, TextField } from '../../ui/field'
import { t } from '../../ui/i18n'
import { Popover } from '../../ui/popover'
import { useDashboard } from '../context'
import { parseClipboard, quickRanges, rangeProblem, rememberRange, type RangeText } from '../time/range'
import { isRelative } from '../time/timetext'
import { dateTimeText, isZone, offsetText } from '../time/zone'
import { rangeTitle, rangeWords } from './rangewords'
import calendarIcon from 'icon:clock'
import chevronIcon from 'icon:chevron-down'
import copyIcon from 'icon:copy'

const storeKey = 'mdash.ranges'

function recentRanges(): RangeText[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storeKey) ?? '[]')
    return Array.isArray(kept) ? kept.filter((one): one is RangeText => typeof one?.from === 'string' && typeof one?.to === 'string') : []
  } catch {
    return []
  }
}

function remember(range: RangeText) {
  try { localStorage.setItem(storeKey, JSON.stringify(rememberRange(recentRanges(), range))) } catch { /* Storage is off: nothing is remembered. */ }
}

const problemText = { from: () => t('time.expectedFrom'), to: () => t('time.expectedTo'), order: () => t('time.expectedOrder') }

/** What the fields show for a time of the address: relative as typed, moments as a date. */
const editable = (text: string, zone: string) => (isRelative(text) || !/^\d+$/.test(text) ? text : dateTimeText(Number(text), zone))

function Typed({ onDone }: { onDone: () => void }): JSX.Element {
  const model = useDashboard()
  const [zone, range] = [model.zone.value, model.range.value]
  const [from, setFrom] = useState(editable(range.from, zone))
  const [to, setTo] = useState(editable(range.to, zone))
  const [tried, setTried] = useState(false)
  const typed = { from: from.trim(), to: to.trim() }
  const problem = rangeProblem(typed, { now: Date.now(), zone })
  const apply = (event: Event) => {
    event.preventDefault()
    setTried(true)
    if (problem) return announce(problemText[problem]())
    if (!isRelative(typed.from) || !isRelative(typed.to)) remember(typed)
    model.setRange(typed)
    return onDone()
  }
  const paste = async () => {
    const found = parseClipboard(await navigator.clipboard?.readText().catch(() => '') ?? '')
    if (!found) return announce(t('time.nothingToPaste'))
    setFrom(found.from)
    return setTo(found.to)
  }
  return (
    <form class="stack tight" onSubmit={apply}>
      <TextField label={t('time.from')} value={from} onValue={setFrom} error={tried && problem === 'from' ? problemText.from() : undefined} autocomplete="off" spellcheck={false} />
      <TextField label={t('time.to')} value={to} onValue={setTo} error={tried && (problem === 'to' || problem === 'order') ? problemText[problem]() : undefined} autocomplete="off" spellcheck={false} />
      <div class="row">
        <Button kind="primary" type="submit" label={t('time.apply')} />
        <Button kind="ghost" icon={copyIcon} name={t('time.copy')} keys="t c" onClick={() => void navigator.clipboard?.writeText(JSON.stringify(typed))} />
        <Button kind="ghost" label={t('time.paste')} keys="t v" onClick={() => void paste()} />
      </div>
    </form>
  )
}

const zones = (): string[] => ['utc', ...(Intl.supportedValuesOf?.('timeZone') ?? []).filter((zone) => zone !== 'UTC')]

function Zone(): JSX.Element {
  const model = useDashboard()
  const [text, setText] = useState(model.url.value.timezone ?? '')
  const all = useMemo(zones, [])
  const wrong = text !== '' && !isZone(text)
  const choose = (zone: string) => {
    setText(zone)
    if (zone === '' || isZone(zone)) model.change({ timezone: zone || null })
  }
  return (
    <div class="stack tight">
      <Field label={t('time.zone')} error={wrong ? t('time.expectedZone') : undefined}>
        {(ids) => <input {...ids} class="input" list="zones" value={text} placeholder={`${model.zone.value}, ${offsetText(Date.now(), model.zone.value)}`} autocomplete="off" spellcheck={false} onInput={(event) => choose(event.currentTarget.value)} />}
      </Field>
      <datalist id="zones">{all.map((zone) => <option key={zone} value={zone} />)}</datalist>
    </div>
  )
}

function Quick({ onDone }: { onDone: () => void }): JSX.Element {
  const model = useDashboard()
  const [search, setSearch] = useState('')
  const now = model.range.value
  const all = useMemo(() => quickRanges.map((range) => ({ range, words: rangeWords(range) ?? `${range.from} – ${range.to}` })), [])
  const found = all.filter(({ words, range }) => `${words} ${range.from}`.toLowerCase().includes(search.trim().toLowerCase()))
  const pick = (range: RangeText) => { model.setRange(range); onDone() }
  return (
    <div class="quick">
      <input type="search" class="input small" placeholder={t('time.searchQuick')} aria-label={t('time.searchQuick')} value={search} onInput={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => { if (event.key === 'Enter' && found[0]) pick(found[0].range) }} />
      <ul aria-label={t('time.quick')}>
        {found.map(({ range, words }) => (
          <li key={words}><button type="button" class="menu-item" aria-current={range.from === now.from && range.to === now.to ? 'true' : undefined} onClick={() => pick(range)}>{words}</button></li>
        ))}
      </ul>
    </div>
  )
}

function Recent({ onDone }: { onDone: () => void }): JSX.Element | null {
  const model = useDashboard()
  const recent = recentRanges().filter((range) => rangeProblem(range, { now: Date.now(), zone: model.zone.value }) === null)
  if (!recent.length) return null
  return (
    <div class="stack tight">
      <span class="label">{t('time.recent')}</span>
      <ul>{recent.map((range) => <li key={range.from + range.to}><button type="button" class="menu-item" onClick={() => { model.setRange(range); onDone() }}>{editable(range.from, model.zone.value)} – {editable(range.to, model.zone.value)}</button></li>)}</ul>
    </div>
  )
}

/** Range of the dashboard: the words, and behind it everything to change it. */
export function TimePicker({ plain = false }: { plain?: boolean }): JSX.Element {
  const model = useDashboard()
  const anchor = useRef<HTMLButtonElement | null>(null)
  const [open, setOpen] = useState(false)
  const { words, moments } = rangeTitle(model.range.value, model.instants.value, model.zone.value, Date.now())
  const close = () => setOpen(false)
  return (
    <>
      <Button
        ref={(element: HTMLButtonElement | null) => { anchor.current = element }} icon={calendarIcon} after={chevronIcon} class="time-button" aria-haspopup="dialog" aria-expanded={open ? 'true' : 'false'} onClick={() => setOpen(!open)}
        label={<><b class="strong clip">{words || moments}</b>{words && !plain && ' '}{words && !plain && <span class="soft hide-narrow">{moments}</span>}</>} name={`${t('time.range')}: ${words} ${moments}`}
      />
      {open && (
        <Popover anchor={anchor.current} onClose={close} align="end" label={t('time.range')} class="time-popover">
          <div class="time-left"><Typed onDone={close} /><Zone /><Recent onDone={close} /></div>
          <Quick onDone={close} />
        </Popover>
      )}
    </>
  )
}
