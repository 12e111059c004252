import type { JSX } from 'preact'
import type { Finding } from '../../api/cluster'
import { Card } from '../../ui/card'
import { lengthText } from '../../ui/format'
import { Glyph } from '../../ui/glyph'
import { t } from '../../ui/i18n'

const WORST_FIRST = ['red', 'yellow']
const rank = (finding: Finding): number => { const at = WORST_FIRST.indexOf(finding.level); return at < 0 ? WORST_FIRST.length : at }

/** What is not as it should be, and what to do about it. */
export function Findings({ findings, clock }: { findings: Finding[]; clock: number }): JSX.Element {
  const sorted = findings.toSorted((a, b) => rank(a) - rank(b) || a.since - b.since)
  return (
    <Card title={t('cluster.findings')} aside={findings.length > 0 ? <span class="count calm">{findings.length}</span> : undefined}>
      {sorted.length === 0 ? <p class="card-body row"><Glyph state="ok" /><span>{t('cluster.noFindings')}</span></p> : (
        <ul class="findings">
          {sorted.map((finding) => (
            <li key={finding.id}>
              <Glyph state={finding.level === 'red' ? 'down' : 'warning'} />
              <div>
                <b class="strong"><span class="visually-hidden">{finding.level === 'red' ? t('cluster.severe') : t('cluster.mild')}</span>{finding.text}</b>
                {finding.advice && <p>{finding.advice}</p>}
                <p class="caption muted">{[finding.key && `[${finding.key}]`, finding.nodes.join(', '), finding.since > 0 && t('cluster.sinceFor', lengthText(clock - finding.since))].filter(Boolean).join(' · ')}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
