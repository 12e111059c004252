import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { endSession, listSessions, type LoginSession } from '../../api/account'
import { timeZone } from '../../app/session'
import { Button } from '../../ui/button'
import { Card } from '../../ui/card'
import { ask } from '../../ui/dialog'
import { errorSentence } from '../../ui/errors'
import { exactText, sinceText } from '../../ui/format'
import { t } from '../../ui/i18n'
import { Failed, Loading } from '../../ui/states'
import { Table, type Column } from '../../ui/table'
import { toast } from '../../ui/toast'
import { useData } from '../../ui/usedata'

const deviceOf = (session: LoginSession): string => {
  const known = [session.browser, session.os].filter((part) => part && part !== 'Other')
  return known.length === 2 ? t('sessions.browserOn', known[0] ?? '', known[1] ?? '') : known[0] ?? t('sessions.unknownDevice')
}

function Moment({ at }: { at: string }): JSX.Element {
  const time = Date.parse(at)
  return Number.isNaN(time) ? <span class="muted">–</span> : <span class="soft" title={exactText(time, timeZone.value)}>{sinceText(time, Date.now())}</span>
}

/** Where one is signed in, and the end of it. */
export function Sessions(): JSX.Element {
  const list = useData('sessions', listSessions)
  const [ending, setEnding] = useState<number | undefined>(undefined)
  const end = async (sessions: LoginSession[]): Promise<void> => {
    const one = sessions[0]
    if (!one) return
    const title = sessions.length === 1 ? t('sessions.endTitle', deviceOf(one)) : t('sessions.endAllTitle', sessions.length)
    if (!await ask({ title, effect: t('sessions.endEffect'), act: t('sessions.end'), danger: true })) return
    for (const session of sessions) {
      setEnding(session.id)
      const answer = await endSession(session.id)
      if (!answer.ok) toast(errorSentence(answer.error), { state: 'warning' })
    }
    setEnding(undefined)
    list.again()
  }
  if (list.error) return <Failed error={list.error} acts={<Button label={t('states.retry')} onClick={list.again} />} />
  if (!list.value) return <Loading />
  const rows = list.value.toSorted((a, b) => Number(b.isActive) - Number(a.isActive) || Date.parse(b.seenAt) - Date.parse(a.seenAt))
  const others = rows.filter((session) => !session.isActive)
  const columns: Column<LoginSession>[] = [
    { id: 'device', title: t('sessions.device'), cell: (session) => <span class="row"><b class="strong">{deviceOf(session)}</b>{session.isActive && <span class="badge info">{t('sessions.this')}</span>}</span> },
    { id: 'ip', title: t('sessions.address'), hide: 'phone', cell: (session) => <span class="soft mono">{session.clientIp || '–'}</span> },
    { id: 'seen', title: t('sessions.seen'), number: true, cell: (session) => <Moment at={session.seenAt} /> },
    { id: 'created', title: t('sessions.created'), number: true, hide: 'phone', cell: (session) => <Moment at={session.createdAt} /> },
    { id: 'act', title: t('sessions.end'), quiet: true, number: true, cell: (session) => (session.isActive ? '' : <Button small label={t('sessions.end')} busy={ending === session.id} onClick={() => void end([session])} />) },
  ]
  return (
    <Card title={t('account.sessions')} aside={others.length > 0 ? <Button small kind="danger" label={t('sessions.endOthers')} onClick={() => void end(others)} /> : undefined}>
      <Table label={t('account.sessions')} columns={columns} rows={rows} keyOf={(session) => String(session.id)} />
    </Card>
  )
}
