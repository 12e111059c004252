// What of a dashboard this release can show, before it is imported: its types against the node's claims.
import { isRecord } from '../../api/decode'
import type { Settings } from '../../app/session'

export type Capabilities = NonNullable<Settings['dashboardCapabilities']>
export type Need = { kind: 'panel' | 'datasource' | 'variable' | 'transformation'; name: string; count: number; supported: boolean }
export type Input = { name: string; label: string; type: string; pluginId: string; description: string; value: string }
export type Report = { title: string; uid: string | undefined; panels: number; needs: Need[]; inputs: Input[]; dashboard: Record<string, unknown> }
export type ReadError = { problem: 'notJson' | 'notDashboard' | 'schemaV2'; detail: string }

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const list = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isRecord) : [])

/** Panels of a dashboard of any age, also inside rows. */
function panelsOf(dashboard: Record<string, unknown>): Record<string, unknown>[] {
  const own = list(dashboard['panels'])
  const old = list(dashboard['rows']).flatMap((row) => list(row['panels']))
  return [...own, ...old].flatMap((panel) => (panel['type'] === 'row' ? list(panel['panels']) : [panel]))
}

/** Type of the data source that a panel or query names; undefined for a variable, a name or nothing. */
function sourceType(holder: Record<string, unknown>): string | undefined {
  const source = holder['datasource']
  if (!isRecord(source)) return undefined
  const type = text(source['type'])
  return type === '' || type.startsWith('$') || type === 'datasource' || type === 'grafana' || type === '__expr__' ? undefined : type
}

function inputsOf(dashboard: Record<string, unknown>): Input[] {
  return list(dashboard['__inputs']).map((input) => ({
    name: text(input['name']), label: text(input['label']) || text(input['name']), type: text(input['type']), pluginId: text(input['pluginId']), description: text(input['description']), value: text(input['value']),
  }))
}

function count(kind: Need['kind'], names: (string | undefined)[], supported: string[] | undefined): Need[] {
  const counts = new Map<string, number>()
  for (const name of names) if (name) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].map(([name, times]) => ({ kind, name, count: times, supported: supported === undefined || supported.includes(name) }))
}

/** Reads pasted or uploaded text: a dashboard, or an API answer or export that wraps one. */
export function readDashboard(source: string, claims: Capabilities | undefined): Report | ReadError {
  let parsed: unknown
  try { parsed = JSON.parse(source) } catch (problem) { return { problem: 'notJson', detail: problem instanceof Error ? problem.message : String(problem) } }
  if (isRecord(parsed) && isRecord(parsed['spec']) && text(parsed['apiVersion']).includes('v2')) return { problem: 'schemaV2', detail: text(parsed['apiVersion']) }
  const dashboard = isRecord(parsed) && isRecord(parsed['dashboard']) ? parsed['dashboard'] : parsed
  if (isRecord(dashboard) && isRecord(dashboard['elements']) && dashboard['panels'] === undefined) return { problem: 'schemaV2', detail: '' }
  if (!isRecord(dashboard) || (!Array.isArray(dashboard['panels']) && !Array.isArray(dashboard['rows']) && text(dashboard['title']) === '')) return { problem: 'notDashboard', detail: '' }
  const panels = panelsOf(dashboard)
  const targets = panels.flatMap((panel) => [panel, ...list(panel['targets'])])
  const templating = dashboard['templating']
  const variables = list(isRecord(templating) ? templating['list'] : undefined)
  const transformations = panels.flatMap((panel) => list(panel['transformations']))
  return {
    title: text(dashboard['title']), uid: text(dashboard['uid']) || undefined, panels: panels.length, inputs: inputsOf(dashboard), dashboard,
    needs: [
      ...count('panel', panels.map((panel) => text(panel['type'])), claims?.panels), ...count('datasource', targets.map(sourceType), claims?.datasources),
      ...count('variable', variables.map((variable) => text(variable['type'])), claims?.variables), ...count('transformation', transformations.map((one) => text(one['id'])), claims?.transformations),
    ],
  }
}

export const isReadError = (report: Report | ReadError): report is ReadError => 'problem' in report
