import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { ping } from '../api/client'
import { away, lastAnswer } from '../api/connection'
import { announce } from '../ui/announce'
import { Banner } from '../ui/banner'
import { Button } from '../ui/button'
import { t } from '../ui/i18n'

/** A single lost answer is not worth a banner: the repeat usually succeeds. */
const SHOWN_AFTER_MS = 1200
const ASK_EVERY_MS = 3000

/** Says that no node answers while the page keeps what it has; goes away by itself. */
export function ConnectionBanner(): JSX.Element | null {
  const gone = away.value
  const [shown, setShown] = useState(false)
  const since = gone?.since
  useEffect(() => {
    if (since === undefined) {
      if (shown) announce(t('connection.back', lastAnswer.peek()?.node ?? t('status.thisNode')))
      setShown(false)
      return undefined
    }
    const wait = setTimeout(() => {
      setShown(true)
      announce(t('connection.lost'))
    }, SHOWN_AFTER_MS)
    const timer = setInterval(() => void ping(), ASK_EVERY_MS)
    return () => {
      clearTimeout(wait)
      clearInterval(timer)
    }
  }, [since])
  if (!gone || !shown) return null
  return (
    <section class="docked" aria-label={t('connection.label')}>
      <Banner state={gone.busy ? 'degraded' : 'down'} word={gone.busy ? t('connection.busyWord') : t('connection.word')} act={<Button small label={t('connection.try')} onClick={() => void ping()} />}>
        {gone.busy ? t('connection.busy') : t('connection.sentence')}
      </Banner>
    </section>
  )
}
