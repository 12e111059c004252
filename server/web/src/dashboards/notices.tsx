import type { JSX } from 'preact'
import { kindOf } from '../api/result'
import { Banner } from '../ui/banner'
import { Button } from '../ui/button'
import { errorSentence } from '../ui/errors'
import type { State } from '../ui/glyph'
import { t } from '../ui/i18n'
import { useDashboard } from './context'
import { dateTimeText } from './time/zone'

type Fact = { state: State; word: string; text: string; act?: JSX.Element }

const severities: Record<string, { state: State; word: () => string }> = {
  error: { state: 'down', word: () => t('notice.error') }, warning: { state: 'warning', word: () => t('notice.warning') }, info: { state: 'info', word: () => t('notice.info') },
}

/** What must be known about the whole dashboard, the worst first: one is shown, the others are counted. */
export function Notices(): JSX.Element | null {
  const { session, zone, reload } = useDashboard()
  const dashboard = session.dashboard.value
  const refusal = session.refusal.value
  if (!dashboard) return null
  const facts: Fact[] = []
  if (refusal) facts.push({ state: 'down', word: t('notice.error'), text: errorSentence({ kind: kindOf(refusal.status), status: refusal.status, message: refusal.message, messageId: refusal.messageId }), act: <Button small label={t('panel.retry')} onClick={reload} /> })
  if (dashboard.staleSince) facts.push({ state: 'degraded', word: t('notice.old'), text: t('notice.oldSince', dateTimeText(dashboard.staleSince, zone.value)) })
  for (const severity of ['error', 'warning', 'info']) for (const notice of dashboard.notices ?? []) if (notice.severity === severity) facts.push({ state: severities[severity]!.state, word: severities[severity]!.word(), text: notice.text })
  const [worst, ...others] = facts
  if (!worst) return null
  return <div class="dash-notice" title={others.map((fact) => fact.text).join('\n')}><Banner state={worst.state} word={worst.word} act={worst.act}>{worst.text}{others.length > 0 && ` ${t('notice.more', others.length)}`}</Banner></div>
}
