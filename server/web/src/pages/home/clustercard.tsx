import type { JSX } from 'preact'
import { away, lastAnswer } from '../../api/connection'
import { url } from '../../app/router'
import { isServerAdmin, settings } from '../../app/session'
import { Card } from '../../ui/card'
import { StateWord } from '../../ui/glyph'
import { t } from '../../ui/i18n'

/** The cluster as this page sees it: nodes, who answers, version. */
export function ClusterCard(): JSX.Element {
  const known = settings.value
  const nodes = known?.nodes
  const answer = lastAnswer.value
  return (
    <Card title={known?.clusterName ? t('cluster.titleOf', known.clusterName) : t('cluster.title')} aside={isServerAdmin.value && <a href={url('admin/cluster')}>{t('cluster.open')}</a>}>
      <dl class="kv">
        <dt>{t('cluster.nodes')}</dt>
        <dd>{nodes ? <StateWord state={nodes.up === nodes.total ? 'ok' : 'degraded'} word={t('cluster.upOf', nodes.up, nodes.total)} /> : <StateWord state={away.value ? 'down' : 'ok'} word={away.value ? t('state.down') : t('state.up')} />}</dd>
        <dt>{t('cluster.youAreHere')}</dt><dd>{answer?.node ?? t('status.thisNode')}</dd>
        <dt>{t('cluster.sources')}</dt><dd>{known ? Object.keys(known.datasources).filter((name) => !name.startsWith('-- ')).length : '–'}</dd>
        <dt>{t('cluster.version')}</dt><dd>{known?.buildInfo.productVersion ?? known?.buildInfo.version ?? '–'}</dd>
      </dl>
    </Card>
  )
}
