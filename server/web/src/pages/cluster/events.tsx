import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { listEvents, type ClusterEvent } from '../../api/cluster'
import { timeZone } from '../../app/session'
import { Button } from '../../ui/button'
import { Card } from '../../ui/card'
import { errorSentence } from '../../ui/errors'
import { clockText, exactText } from '../../ui/format'
import { serverText, t } from '../../ui/i18n'
import { Loading } from '../../ui/states'
import { useLive } from '../../ui/uselive'

const EVERY_MS = 5000
const FEW = 12
const MANY = 200

const textOf = (event: ClusterEvent): string => (event.messageId && serverText(event.messageId, [event.node])) || event.text

/** What happened in the cluster, newest first. */
export function Events(): JSX.Element {
  const [all, setAll] = useState(false)
  const events = useLive((signal) => listEvents(all ? MANY : FEW, signal), EVERY_MS)
  const zone = timeZone.value
  return (
    <Card title={t('cluster.events')} aside={events.value && <Button small kind="ghost" label={all ? t('cluster.fewEvents') : t('cluster.allEvents')} aria-expanded={all ? 'true' : 'false'} onClick={() => { setAll(!all); events.again() }} />}>
      {!events.value ? (events.error ? <p class="card-body soft">{errorSentence(events.error)}</p> : <Loading />)
        : events.value.length === 0 ? <p class="card-body soft">{t('cluster.noEvents')}</p>
          : <ol class="cluster-events" tabIndex={all ? 0 : undefined}>{events.value.map((event) => <li key={event.id}><time dateTime={new Date(event.time).toISOString()} title={exactText(event.time, zone)}>{clockText(event.time, Date.now(), zone)}</time><span>{textOf(event)}</span></li>)}</ol>}
    </Card>
  )
}
