import { describe, expect, it } from 'vitest'
import { isReadError, readDashboard, type Report } from './capability'

const claims = { panels: ['timeseries', 'graph'], datasources: ['prometheus'], variables: ['query'], transformations: [], mappings: [] }
const read = (dashboard: unknown): Report => {
  const report = readDashboard(JSON.stringify(dashboard), claims)
  if (isReadError(report)) throw new Error(report.problem)
  return report
}

describe('readDashboard', () => {
  it('counts panels inside rows of both ages and finds what is missing', () => {
    const report = read({
      title: 'x', panels: [{ type: 'timeseries', datasource: { type: 'prometheus', uid: 'a' } }, { type: 'row', panels: [{ type: 'geomap' }, { type: 'geomap', targets: [{ datasource: { type: 'loki' } }] }] }],
      rows: [{ panels: [{ type: 'graph', datasource: '$ds', transformations: [{ id: 'organize' }] }] }], templating: { list: [{ type: 'query' }, { type: 'adhoc' }] },
    })
    expect(report.panels).toBe(4)
    expect(report.needs.filter((need) => !need.supported).map((need) => `${need.kind} ${need.name} ${need.count}`)).toEqual(['panel geomap 2', 'datasource loki 1', 'variable adhoc 1', 'transformation organize 1'])
  })

  it('unwraps an API answer and lists the inputs of an export', () => {
    const report = read({ meta: {}, dashboard: { title: 'y', panels: [], __inputs: [{ name: 'DS_PROM', label: 'Prometheus', type: 'datasource', pluginId: 'prometheus' }] } })
    expect([report.title, report.inputs.map((input) => input.pluginId)]).toEqual(['y', ['prometheus']])
  })

  it.each([['{', 'notJson'], ['[1]', 'notDashboard'], ['{"a":1}', 'notDashboard'], ['{"apiVersion":"dashboard/v2alpha1","spec":{}}', 'schemaV2'], ['null', 'notDashboard'], ['"text"', 'notDashboard']])('says what is wrong with %s', (text, problem) => {
    expect(readDashboard(text, claims)).toMatchObject({ problem })
  })

  it('does not judge without claims, and survives odd shapes', () => {
    const report = readDashboard('{"title":"z","panels":[null,5,{"type":7,"targets":{"a":1}}],"templating":[],"__inputs":{}}', undefined)
    expect(isReadError(report)).toBe(false)
  })
})
