import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { ApiError } from '../api/result'
import { Glyph, type State } from './glyph'
import { errorText } from './errors'
import { t } from './i18n'
import './states.css'

const WORD_AFTER_MS = 500

/** Nothing to show, and why: glyph, one strong line, one sentence, what to do. */
export function Blank({ state, title, children, acts }: { state: State; title: string; children?: ComponentChildren; acts?: ComponentChildren }): JSX.Element {
  return (
    <div class="blank">
      <Glyph state={state} large /><b>{title}</b>
      {children && <div class="blank-text">{children}</div>}
      {acts && <div class="row wrap">{acts}</div>}
    </div>
  )
}

/** Something is on its way: a calm line; the word only when it takes long. */
export function Loading(): JSX.Element {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), WORD_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  return <div class="loading"><span class="bar" aria-hidden="true" />{late && <span class="caption muted">{t('states.loading')}</span>}</div>
}

/** A request that failed, in words, with what can be done and the server's own text behind *Details*. */
export function Failed({ error, title, acts }: { error: ApiError; title?: string; acts?: ComponentChildren }): JSX.Element {
  const text = errorText(error)
  return (
    <Blank state={error.kind === 'forbidden' || error.kind === 'missing' ? 'unknown' : 'down'} title={title ?? text.title} acts={acts}>
      <p>{text.sentence}</p>
      <details class="details">
        <summary>{t('states.details')}</summary>
        <dl>
          <dt>{t('states.answer')}</dt><dd>{error.status || '–'} {error.message}</dd>
          {error.traceId && <><dt>{t('states.requestId')}</dt><dd class="mono">{error.traceId}</dd></>}
        </dl>
      </details>
    </Blank>
  )
}
