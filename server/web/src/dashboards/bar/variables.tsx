import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { request, withQuery } from '../../api/client'
import { array, object, string, withDefault } from '../../api/decode'
import type { VariableLine } from '../../api/panelview'
import { Choice, type Option } from '../../ui/choice'
import { Glyph } from '../../ui/glyph'
import { Icon } from '../../ui/icon'
import { t } from '../../ui/i18n'
import { useDashboard } from '../context'
import chevronIcon from 'icon:chevron-down'

const allValue = '$__all'
const typingMs = 400
const searchMs = 200

/** `a + b`, then `a + 2`: the chosen values as they fit into the bar. */
export function shortValue(texts: string[]): string {
  return texts.length <= 2 ? texts.join(' + ') : `${texts[0]} + ${texts.length - 1}`
}

const optionsDecoder = object({ options: array(object({ text: string, value: withDefault(string, '') })) })

/** Asks the server for options of a long variable that fit the typed text. */
function useServerOptions(variable: VariableLine): { options: Option[]; onSearch: (text: string) => void } {
  const { uid } = useDashboard()
  const [found, setFound] = useState<Option[] | null>(null)
  const asked = useRef<{ timer: number; abort: AbortController | null }>({ timer: 0, abort: null })
  useEffect(() => () => { clearTimeout(asked.current.timer); asked.current.abort?.abort() }, [])
  const onSearch = (search: string) => {
    clearTimeout(asked.current.timer)
    asked.current.abort?.abort()
    if (!search) return setFound(null)
    asked.current.timer = window.setTimeout(() => {
      const abort = new AbortController()
      asked.current.abort = abort
      void request(withQuery(`api/dashboards/uid/${encodeURIComponent(uid)}/variables/${encodeURIComponent(variable.name)}/options`, { search, page: 1 }), optionsDecoder, { signal: abort.signal, patient: false })
        .then((answer) => { if (answer.ok && !abort.signal.aborted) setFound(answer.value.options) })
    }, searchMs)
    return undefined
  }
  const merged = found ? [...variable.options, ...found.filter((one) => !variable.options.some((other) => other.value === one.value))] : variable.options
  return { options: merged, onSearch }
}

function SelectVariable({ variable, name }: { variable: VariableLine; name: string }): JSX.Element {
  const model = useDashboard()
  const { options, onSearch } = useServerOptions(variable)
  const texts = variable.current.text
  const withAll = variable.includeAll && !options.some((option) => option.value === allValue) ? [{ text: t('variable.all'), value: allValue }, ...options] : options
  return (
    <Choice
      options={withAll} selected={variable.current.value} multi={variable.multi ?? false} label={name} more={variable.more ?? 0} onSearch={onSearch} {...(variable.includeAll ? { allValue } : {})}
      onSelect={(values) => model.setVariable(variable.name, values)}
      trigger={(button) => (
        <button type="button" {...button} aria-label={`${name}: ${shortValue(texts) || t('variable.none')}`} title={texts.join(' + ')}>
          {variable.state === 'error' && <Glyph state="warning" />}<span class="clip">{shortValue(texts) || t('variable.none')}</span><Icon of={chevronIcon} class="i-s" />
        </button>
      )}
    />
  )
}

function TextVariable({ variable, name }: { variable: VariableLine; name: string }): JSX.Element {
  const model = useDashboard()
  const shown = variable.current.value[0] ?? variable.current.text[0] ?? ''
  const [text, setText] = useState(shown)
  const timer = useRef(0)
  useEffect(() => setText(shown), [shown])
  const set = (value: string) => { clearTimeout(timer.current); if (value !== shown) model.setVariable(variable.name, [value]) }
  return (
    <input type="text" aria-label={name} value={text} size={Math.max(8, Math.min(30, text.length + 1))} autocomplete="off" spellcheck={false}
      onInput={(event) => { const { value } = event.currentTarget; setText(value); clearTimeout(timer.current); timer.current = window.setTimeout(() => set(value), typingMs * 2) }}
      onBlur={(event) => set(event.currentTarget.value)} onKeyDown={(event) => { if (event.key === 'Enter') set(event.currentTarget.value) }} />
  )
}

function Variable({ variable }: { variable: VariableLine }): JSX.Element {
  const name = variable.label || variable.name
  const plain = variable.type === 'constant' || variable.type === 'adhoc'
  return (
    <div class={`var ${variable.state}`} data-variable={variable.name} data-state={variable.state} data-value={variable.current.text.join(' + ')} title={variable.error}>
      {variable.hide !== 1 && <span>{name}</span>}
      {variable.type === 'textbox' ? <TextVariable variable={variable} name={name} /> : plain ? <span class="var-fixed">{variable.current.text.join(' + ') || t('variable.none')}</span> : <SelectVariable variable={variable} name={name} />}
      {variable.error && <span class="visually-hidden" role="alert">{variable.error}</span>}
    </div>
  )
}

/** A control for each variable that is not hidden, in the order of the dashboard. */
export function Variables(): JSX.Element | null {
  const shown = useDashboard().session.variables.value.filter((variable) => variable.hide !== 2 && variable.type !== 'constant')
  if (!shown.length) return null
  return <div class="vars" role="group" aria-label={t('variable.bar')}>{shown.map((variable) => <Variable key={variable.name} variable={variable} />)}</div>
}
