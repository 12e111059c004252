import type { JSX } from 'preact'
import { Card } from '../../ui/card'
import { Glyph } from '../../ui/glyph'
import { t } from '../../ui/i18n'
import type { Need, Report } from './capability'

const titleOf = (kind: Need['kind']): string => ({
  panel: () => t('import.panels'), datasource: () => t('import.datasources'), variable: () => t('import.variables'), transformation: () => t('import.transformations'),
}[kind]())

/** What will work and what will not, before anything is changed. */
export function CapabilityReport({ report }: { report: Report }): JSX.Element {
  const missing = report.needs.filter((need) => !need.supported)
  const lost = missing.filter((need) => need.kind === 'panel').reduce((sum, need) => sum + need.count, 0)
  const kinds = [...new Set(report.needs.map((need) => need.kind))]
  return (
    <Card title={t('import.report')}>
      <div class="card-body stack">
        <p class="row"><Glyph state={missing.length === 0 ? 'ok' : 'warning'} large /><span>{missing.length === 0 ? t('import.allFine', report.panels) : lost > 0 ? t('import.panelsLost', lost, report.panels) : t('import.partsLost')}</span></p>
        <dl class="needs">
          {kinds.map((kind) => (
            <div key={kind}>
              <dt class="soft">{titleOf(kind)}</dt>
              <dd class="row wrap">
                {report.needs.filter((need) => need.kind === kind).map((need) => (
                  <span key={need.name} class={`badge ${need.supported ? '' : 'warning'}`}>{!need.supported && <Glyph state="warning" />}{need.name}{need.count > 1 ? ` × ${need.count}` : ''}{!need.supported && <span class="visually-hidden"> {t('import.unsupported')}</span>}</span>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </Card>
  )
}
