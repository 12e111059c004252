import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { ping } from '../api/client'
import { away, lastAnswer, oldSince } from '../api/connection'
import { announce } from '../ui/announce'
import { Banner } from '../ui/banner'
import { Button } from '../ui/button'
import { momentText } from '../ui/format'
import type { State } from '../ui/glyph'
import { t } from '../ui/i18n'
import { timeZone } from './session'

/** A single lost answer is not worth a banner: the repeat usually succeeds. */
const SHOWN_AFTER_MS = 1200
const ASK_EVERY_MS = 3000

type Trouble = { since: number; state: State; word: string; sentence: string }

/** What is wrong between this page and the cluster, the worst first. */
function trouble(): Trouble | undefined {
  const [gone, old] = [away.value, oldSince.value]
  if (gone && !gone.busy) return { since: gone.since, state: 'down', word: t('connection.word'), sentence: t('connection.sentence') }
  if (old !== undefined) return { since: old, state: 'degraded', word: t('connection.oldWord'), sentence: t('connection.old', momentText(old, Date.now(), timeZone.value)) }
  return gone && { since: gone.since, state: 'degraded', word: t('connection.busyWord'), sentence: t('connection.busy') }
}

/** Says that no node answers, or that what it answers is old, while the page keeps what it has; goes away by itself. */
export function ConnectionBanner(): JSX.Element | null {
  const now = trouble()
  const [shown, setShown] = useState(false)
  const [wrong, sentence] = [now !== undefined, now?.sentence]
  useEffect(() => {
    if (!wrong) {
      if (shown) announce(t('connection.back', lastAnswer.peek()?.node ?? t('status.thisNode')))
      setShown(false)
      return undefined
    }
    const wait = setTimeout(() => setShown(true), SHOWN_AFTER_MS)
    const timer = setInterval(() => void ping(), ASK_EVERY_MS)
    return () => {
      clearTimeout(wait)
      clearInterval(timer)
    }
  }, [wrong])
  useEffect(() => { if (shown && sentence) announce(sentence) }, [shown, sentence])
  if (!now || !shown) return null
  return (
    <section class="docked" aria-label={t('connection.label')}>
      <Banner state={now.state} word={now.word} act={<Button small label={t('connection.try')} onClick={() => void ping()} />}>{now.sentence}</Banner>
    </section>
  )
}
