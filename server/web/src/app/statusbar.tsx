import type { JSX } from 'preact'
import { away, lastAnswer } from '../api/connection'
import { Glyph } from '../ui/glyph'
import { t } from '../ui/i18n'
import { settings, timeZone } from './session'
import { statusLeft, statusRight } from './statusline'

/** "Europe/Berlin, UTC+01:00" */
export function zoneText(zone: string, now = new Date()): string {
  const name = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(now).find((part) => part.type === 'timeZoneName')?.value ?? ''
  const offset = name.replace('GMT', 'UTC') || 'UTC'
  return zone === 'UTC' ? 'UTC' : `${zone}, ${offset}`
}

/** Which node answered, how fast, how old the data is, the zone, the version: the same words as in the console. */
export function StatusLine(): JSX.Element {
  const answer = lastAnswer.value
  const gone = away.value
  return (
    <footer class="status">
      <span class="row tight">
        <Glyph state={gone ? (gone.busy ? 'degraded' : 'down') : answer ? 'ok' : 'unknown'} />
        <b class="strong">{answer?.node ?? t('status.thisNode')}</b>
        {gone ? (gone.busy ? t('status.waits') : t('status.noAnswer')) : answer ? t('status.ms', Math.max(1, Math.round(answer.ms))) : '–'}
      </span>
      {statusLeft.value.map((part) => <span key={part}>{part}</span>)}
      <span class="grow" />
      {statusRight.value.map((part) => <span key={part} class="hide-narrow">{part}</span>)}
      <span>{zoneText(timeZone.value)}</span>
      <span>{settings.value?.buildInfo.productVersion ?? settings.value?.buildInfo.version ?? ''}</span>
    </footer>
  )
}
