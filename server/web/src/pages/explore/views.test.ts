import { describe, expect, it } from 'vitest'
import type { Frame } from '../../api/queries'
import { graphOf, seriesName, tableOf } from './views'

const frame = (labels: Record<string, string>, times: number[], values: unknown[]): Frame => ({
  schema: { name: undefined, refId: 'A', meta: undefined, fields: [{ name: 'Time', type: 'time', labels: undefined, config: undefined }, { name: 'Value', type: 'number', labels, config: undefined }] }, data: { values: [times, values] },
})
const clock = (time: number): string => `t${time}`

describe('graphOf', () => {
  it('joins series of other moments on one axis, with gaps where they have nothing', () => {
    const body = graphOf([frame({ a: '1' }, [10, 20], [1, 2]), frame({ a: '2' }, [20, 30], [5, null])], { from: 0, to: 40 })
    expect(body?.x).toEqual({ t: [10, 20, 30] })
    expect(body?.series.map((one) => [one.name, one.values])).toEqual([['{a="1"}', [1, 2, null]], ['{a="2"}', [null, 5, null]]])
  })
  it('is nothing without a number', () => {
    expect(graphOf([frame({}, [1], [null])], { from: 0, to: 1 })).toBeUndefined()
    expect(graphOf([], { from: 0, to: 1 })).toBeUndefined()
  })
})

describe('tableOf', () => {
  it('has one row a series with its labels as columns', () => {
    const table = tableOf([frame({ job: 'x', instance: 'a' }, [1, 2], [3, 4]), frame({ job: 'y' }, [2], [9])], clock)
    expect(table?.columns.map((column) => column.name)).toEqual(['Time', 'instance', 'job', 'Value'])
    expect(table?.rows.map((row) => row.map((cell) => cell.t))).toEqual([['t2', 'a', 'x', '4'], ['t2', '', 'y', '9']])
  })
  it('shows the rows of a frame without time', () => {
    const plain: Frame = { schema: { name: undefined, refId: undefined, meta: undefined, fields: [{ name: 'n', type: 'number', labels: undefined, config: undefined }, { name: 's', type: 'string', labels: undefined, config: undefined }] }, data: { values: [[1, 2], ['a', null]] } }
    expect(tableOf([plain], clock)?.rows.map((row) => row.map((cell) => cell.t))).toEqual([['1', 'a'], ['2', '']])
  })
})

describe('seriesName', () => {
  it('writes metric and labels as the query language does', () => {
    const one = frame({ __name__: 'up', job: 'a"b' }, [], [])
    expect(seriesName(one, one.schema.fields[1]!)).toBe('up{job="a\\"b"}')
  })
})
