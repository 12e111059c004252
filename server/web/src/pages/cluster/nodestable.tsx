import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { drainNode, resumeNode, type Cluster, type ClusterNode } from '../../api/cluster'
import { Button } from '../../ui/button'
import { Card } from '../../ui/card'
import { ask } from '../../ui/dialog'
import { errorSentence } from '../../ui/errors'
import { lengthText, numberText } from '../../ui/format'
import { StateWord } from '../../ui/glyph'
import { t } from '../../ui/i18n'
import { Menu, type MenuItem } from '../../ui/menu'
import { Table, type Column } from '../../ui/table'
import { toast } from '../../ui/toast'
import { SettingsDialog } from './settingsdialog'
import { nodeState, offsetText } from './words'
import dots from 'icon:ellipsis-vertical'

const MEGABYTE = 1e6

const countWith = (nodes: ClusterNode[], wanted: string): number => nodes.filter((node) => node.state === wanted).length

/** "2 up, 1 gone" */
function summary(nodes: ClusterNode[]): string {
  const [up, gone] = [countWith(nodes, 'ready'), countWith(nodes, 'gone')]
  return gone > 0 ? t('cluster.upGone', up, gone) : t('cluster.upOf', up, nodes.length)
}

/** Takes work from a node after asking; the last one that serves needs its name typed. */
async function drain(node: ClusterNode, nodes: ClusterNode[]): Promise<boolean> {
  const isLast = countWith(nodes, 'ready') === 1 && node.state === 'ready'
  const effect = isLast ? t('node.drainLast') : t('node.drainEffect')
  if (!await ask({ title: t('node.drainTitle', node.name), effect, act: t('node.drain'), danger: true, ...(isLast ? { typed: node.name } : {}) })) return false
  const answer = await drainNode(node.id)
  toast(answer.ok ? t('node.drainAsked', node.name) : errorSentence(answer.error), answer.ok ? {} : { state: 'warning' })
  return true
}

async function resume(node: ClusterNode): Promise<boolean> {
  if (!await ask({ title: t('node.resumeTitle', node.name), effect: t('node.resumeEffect'), act: t('node.resume') })) return false
  const answer = await resumeNode(node.id)
  toast(answer.ok ? t('node.resumeAsked', node.name) : errorSentence(answer.error), answer.ok ? {} : { state: 'warning' })
  return true
}

type Props = { cluster: Cluster; clock: number; onChanged: () => void }

/** Every node with its figures, and what can be done with it. */
export function NodesTable({ cluster, clock, onChanged }: Props): JSX.Element {
  const [configured, setConfigured] = useState<ClusterNode | undefined>(undefined)
  const { nodes, leases } = cluster
  const held = (node: ClusterNode): number => leases.filter((lease) => lease.node === node.name || lease.node === node.id).length
  const isGone = (node: ClusterNode): boolean => node.state === 'gone'
  const figure = (node: ClusterNode, value: number | undefined, places = 0): string => (isGone(node) ? '–' : numberText(value, places))
  const after = (done: Promise<boolean>): void => { void done.then((changed) => { if (changed) onChanged() }) }
  const acts = (node: ClusterNode): MenuItem[] => [
    { label: t('node.settings'), run: () => setConfigured(node) },
    ...(isGone(node) ? [] : [{ kind: 'line' as const }, node.state === 'draining' ? { label: t('node.resumeAsk'), run: () => after(resume(node)) } : { label: t('node.drainAsk'), danger: true, run: () => after(drain(node, nodes)) }]),
  ]
  const columns: Column<ClusterNode>[] = [
    { id: 'name', title: t('node.node'), cell: (node) => <span class="row tight"><b class="strong">{node.name}</b>{node.self && <span class="badge info">{t('cluster.here')}</span>}</span> },
    { id: 'state', title: t('node.state'), cell: (node) => <StateWord {...nodeState(node)} /> },
    { id: 'heartbeat', title: t('node.heartbeatShort'), number: true, hide: 'phone', cell: (node) => lengthText(clock - node.heartbeatAt) },
    { id: 'requests', title: t('node.requestsPerSecond'), number: true, cell: (node) => figure(node, node.load?.requestsPerSecond, 1) },
    { id: 'p50', title: 'p50, ms', number: true, hide: 'narrow', cell: (node) => figure(node, node.load?.p50Ms) },
    { id: 'p95', title: 'p95, ms', number: true, hide: 'phone', cell: (node) => figure(node, node.load?.p95Ms) },
    { id: 'cpu', title: t('node.cpuPercent'), number: true, hide: 'narrow', cell: (node) => figure(node, node.load?.cpu === undefined ? undefined : node.load.cpu * 100, 1) },
    { id: 'memory', title: t('node.memory'), number: true, hide: 'phone', cell: (node) => figure(node, node.load?.rssBytes === undefined ? undefined : node.load.rssBytes / MEGABYTE) },
    { id: 'sessions', title: t('node.sessions'), number: true, hide: 'phone', cell: (node) => figure(node, node.load?.sessions) },
    { id: 'leases', title: t('node.leases'), number: true, hide: 'phone', cell: (node) => held(node) },
    { id: 'clock', title: t('node.clock'), number: true, hide: 'narrow', cell: (node) => (isGone(node) ? '–' : offsetText(node.clockOffsetMs)) },
    { id: 'version', title: t('cluster.version'), hide: 'phone', cell: (node) => node.version },
    { id: 'up', title: t('node.upFor'), number: true, hide: 'phone', cell: (node) => (isGone(node) ? '–' : lengthText(clock - node.startedAt)) },
    { id: 'acts', title: t('node.acts'), quiet: true, number: true, cell: (node) => <Menu label={t('node.actsOf', node.name)} items={acts(node)} trigger={(button) => <Button {...button} kind="ghost" small icon={dots} name={t('node.actsOf', node.name)} />} /> },
  ]
  return (
    <Card title={t('cluster.nodes')} aside={<span class="soft caption">{summary(nodes)}</span>}>
      <Table label={t('cluster.nodes')} columns={columns} rows={nodes} keyOf={(node) => node.id} />
      {configured && <SettingsDialog node={configured} onClose={() => setConfigured(undefined)} />}
    </Card>
  )
}
