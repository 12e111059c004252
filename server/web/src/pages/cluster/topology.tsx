import type { JSX } from 'preact'
import type { Cluster, ClusterNode } from '../../api/cluster'
import { timeZone } from '../../app/session'
import { Glyph, StateWord } from '../../ui/glyph'
import { Icon } from '../../ui/icon'
import { exactText, lengthText, numberText } from '../../ui/format'
import { t } from '../../ui/i18n'
import { databaseName, nodeState } from './words'
import database from 'icon:database'

/** Many nodes are better read in the table; their cards would only push it away. */
const MOST_CARDS = 6

const percent = (share: number | undefined): string => numberText(share === undefined ? undefined : share * 100, 1)

function Fact({ name, value, unit }: { name: string; value: string; unit: string }): JSX.Element {
  return <div><dt>{name}</dt><dd>{value}{value !== '–' && unit && <small> {unit}</small>}</dd></div>
}

function Card({ node, clock }: { node: ClusterNode; clock: number }): JSX.Element {
  const { state, word } = nodeState(node)
  const gone = state === 'down'
  const silent = lengthText(clock - node.heartbeatAt)
  return (
    <article class={`node-card${gone ? ' gone' : ''}`} aria-label={node.name}>
      <header>
        <Glyph state={state} /><b class="clip">{node.name}</b>{node.self && <span class="badge info">{t('cluster.here')}</span>}<span class="grow" />
        {gone ? <span class="down strong caption">{t('node.silentFor', silent)}</span> : <span class="muted caption">{node.state === 'ready' ? t('node.heartbeat', silent) : word}</span>}
      </header>
      {gone ? <p class="soft">{t('node.lastHeard', exactText(node.heartbeatAt, timeZone.value))}</p> : (
        <dl>
          <Fact name={t('node.requests')} value={numberText(node.load?.requestsPerSecond, 1)} unit="/s" />
          <Fact name="p95" value={numberText(node.load?.p95Ms)} unit="ms" />
          <Fact name={t('node.cpu')} value={percent(node.load?.cpu)} unit="%" />
          <Fact name={t('node.sessions')} value={numberText(node.load?.sessions)} unit="" />
        </dl>
      )}
      {node.waitsFor && <p class="soft">{t('node.waitsFor', node.waitsFor)}</p>}
    </article>
  )
}

/** The nodes over the one place where they meet. */
export function Topology({ cluster, clock }: { cluster: Cluster; clock: number }): JSX.Element {
  const { kind, version, role, latencyMs, since } = cluster.database
  const here = cluster.nodes.find((node) => node.self)
  const up = cluster.health !== 'down'
  return (
    <section class="topology" aria-label={t('cluster.topology')}>
      {cluster.nodes.length <= MOST_CARDS && <div class="node-cards" style={{ '--cards': Math.min(3, cluster.nodes.length) }}>{cluster.nodes.map((node) => <Card key={node.id} node={node} clock={clock} />)}</div>}
      <div class="database-bar">
        <Icon of={database} /><b>{databaseName(kind)} {version}</b>
        <StateWord state={up ? 'ok' : 'down'} word={role || (up ? t('state.up') : t('state.down'))} />
        {latencyMs !== undefined && <span>{t('cluster.latency', numberText(latencyMs, latencyMs < 10 ? 1 : 0), here?.name ?? t('status.thisNode'))}</span>}
        {since !== undefined && since > 0 && <span>{t('cluster.databaseSince', lengthText(clock - since))}</span>}
        <span>{t('cluster.leases', cluster.leases.filter((lease) => lease.node !== '').length)}</span>
      </div>
    </section>
  )
}
