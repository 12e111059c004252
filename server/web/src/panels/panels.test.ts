import { describe, expect, test } from 'vitest'
import type { BarsBody, PanelView, TableBody, TextNode } from '../api/panelview'
import { asTable, csvOf, hasTable } from './astable'
import { barBoxes, extremes, valueScale } from './barlayout'
import { contrastRatio, parseHex, readable, textOn, toHex } from './contrast'
import { fitText, gridOf } from './fit'
import { arcPath } from './gauge'
import { labelStride, rampIndex } from './heatmap'
import { isSafe } from './linked'
import { paletteFrom, withAlpha } from './palette'
import { slicePath } from './pie'
import { sparkPath } from './spark'
import { arrangedRows, compareCells, nextSort, visibleSlice } from './tablerows'
import { textElements } from './text'
import { tipPlace } from './tips'

describe('colours', () => {
  const properties: Record<string, string> = { '--surface': '#FFFFFF', '--text': '#13201F', '--series-1': '#4C63DB', '--series-14': '#514C05', '--named-red': '#E24942', '--named-red-text': '#A70311' }
  const palette = paletteFrom((name) => properties[name] ?? '')
  test('names come from the tokens, by role', () => {
    expect([palette.fill('red'), palette.text('red'), palette.line('red'), palette.fill('series-1')]).toEqual(['#E24942', '#a70311', '#A70311', '#4C63DB'])
    expect([palette.fill('series-15'), palette.line('series-14'), palette.text('text'), palette.fill('transparent')]).toEqual(['#4C63DB', '#514C05', '#13201f', 'transparent'])
  })
  test('another colour keeps its hue and gets readable', () => {
    const white = parseHex('#ffffff')!.rgb
    const line = parseHex(palette.line('#ffff00'))!.rgb
    expect(contrastRatio(line, white)).toBeGreaterThanOrEqual(3)
    expect(contrastRatio(parseHex(palette.text('#ffff00'))!.rgb, white)).toBeGreaterThanOrEqual(4.5)
    expect(line[0]).toBeGreaterThan(line[2])
    expect(palette.fill('#ffff00')).toBe('#ffff00')
  })
  test('words on a fill are black or white, by ratio', () => {
    expect([textOn([1, 1, 0]), textOn([0.2, 0, 0.4]), palette.on('#ffff0000')]).toEqual(['#000000', '#ffffff', '#13201F'])
  })
  test('a readable colour is left alone; black on black becomes light', () => {
    expect(readable([0, 0, 0], [1, 1, 1], 4.5)).toEqual([0, 0, 0])
    expect(contrastRatio(readable([0, 0, 0.1], [0.05, 0.07, 0.08], 3), [0.05, 0.07, 0.08])).toBeGreaterThanOrEqual(3)
  })
  test('hex of three to eight digits; alpha', () => {
    expect([parseHex('#fff')?.rgb, parseHex('#11223380')?.alpha.toFixed(2), parseHex('red'), parseHex('#12')]).toEqual([[1, 1, 1], '0.50', null, null])
    expect([withAlpha('#112233', 0.5), withAlpha('transparent', 0.5), toHex([2, -1, 0.5])]).toEqual(['#11223380', 'transparent', '#ff0080'])
  })
})

describe('table rows', () => {
  const body = (values: (number | string | null)[]): TableBody => ({ columns: [{ name: 'v', type: 'number', align: 'right', cell: 'auto', sortable: true, filterable: true }], rows: values.map((v) => [{ v, t: v === null ? '' : String(v) }]), total: values.length, showHeader: true })
  const order = (values: (number | string | null)[], desc: boolean) => arrangedRows(body(values), { column: 0, desc }, {}).map((row) => row[0]!.v)
  test('numbers by value, nothing last in either direction', () => {
    expect(order([10, null, 9, -1], false)).toEqual([-1, 9, 10, null])
    expect(order([10, null, 9, -1], true)).toEqual([10, 9, -1, null])
    expect(order(['b10', 'b9', 'a'], false)).toEqual(['a', 'b9', 'b10'])
    expect(compareCells(undefined, undefined, false)).toBe(0)
  })
  test('a filter keeps rows whose text has the words', () => expect(arrangedRows(body(['alpha', 'beta', 'ALPS']), null, { 0: ' al ' }).length).toBe(2))
  test('sorting goes up, down, away', () => expect([nextSort(null, 1), nextSort({ column: 1, desc: false }, 1), nextSort({ column: 1, desc: true }, 1), nextSort({ column: 0, desc: true }, 1)]).toEqual([{ column: 1, desc: false }, { column: 1, desc: true }, null, { column: 1, desc: false }]))
  test('few rows are all drawn, many only in sight', () => {
    expect(visibleSlice(200, 26, 0, 300)).toEqual({ first: 0, end: 200, before: 0, after: 0 })
    const slice = visibleSlice(5000, 26, 26_000, 260)
    expect(slice.first).toBeLessThan(1000)
    expect(slice.end).toBeGreaterThan(1010)
    expect(slice.before + (slice.end - slice.first) * 26 + slice.after).toBe(5000 * 26)
    expect(visibleSlice(5000, 26, 9e9, 260).first).toBe(4999)
  })
})

describe('CSV', () => {
  const column = (name: string, type: 'time' | 'number' | 'string') => ({ name, type, align: 'left' as const, cell: 'auto' as const, sortable: true, filterable: false })
  test('plain numbers, ISO times, quotes; formulas are told to be text', () => {
    const table: TableBody = { columns: [column('t', 'time'), column('n', 'number'), column('=x', 'string')], rows: [[{ v: 0, t: '…' }, { v: 1.5, t: '1.50 s' }, { t: 'a "b",\nc' }], [{}, { v: -2, t: '−2' }, { t: '=HYPERLINK()' }], [{}, {}, { t: '-1+cmd' }]], total: 3, showHeader: true }
    expect(csvOf(table)).toBe(`t,n,'=x\r\n1970-01-01T00:00:00.000Z,1.5,"a ""b"",\nc"\r\n,-2,'=HYPERLINK()\r\n,,-1+cmd\r\n`)
  })
})

test('every body can be a table', () => {
  const legend = { shown: true, placement: 'bottom' as const, mode: 'list' as const, columns: [] }
  const unit = { id: 'none', kernel: 'fixed' }
  const base = { type: 'x', state: 'done' as const, title: '' }
  const views: PanelView[] = [
    { ...base, timeseries: { x: { start: 0, step: 1000, count: 2 }, range: { from: 0, to: 1000 }, axes: [], legend, tooltip: { mode: 'multi', sort: 'none' }, series: [{ name: 'a', colour: 'red', axis: 'y', unit, values: [1, null], draw: 'line', width: 1, fill: 0, interpolation: 'linear', points: 'auto', legend: [] }] } },
    { ...base, slices: { items: [{ name: 'a', number: 1, text: '1', ratio: 1, colour: 'red' }], kind: 'pie', labels: [], legend } },
    { ...base, heatmap: { x: [{ text: 'x', from: 0, to: 1 }], y: [{ text: 'y', from: 0, to: 1 }], cells: [3], colours: ['heat-1'], scale: { min: 0, max: 3, minText: '', maxText: '' }, unit } },
    { ...base, spans: { range: { from: 0, to: 1 }, rows: [{ name: 'r', spans: [{ from: 0, to: 1, text: 'Up', colour: 'green' }] }], legend: { ...legend, items: [] } } },
    { ...base, logs: { lines: [{ time: 0, level: 'info', text: 'hi', labels: {} }], showTime: true, showLabels: false, wrap: false, order: 'newest' } },
  ]
  for (const view of views) { expect(hasTable(view)).toBe(true); expect(asTable(view, 'utc')!.rows.length).toBeGreaterThan(0) }
  expect(asTable(views[0]!, 'utc')!.rows[1]).toEqual([{ t: '1970-01-01 00:00:01', v: 1000 }, { t: '–', v: null }])
  expect([hasTable({ ...base, text: { nodes: [], plain: '' } }), asTable(base, 'utc')]).toEqual([false, null])
})

describe('bars', () => {
  const body = (more: Partial<BarsBody> = {}): BarsBody => ({ categories: ['a', 'b'], series: [{ name: 's', colour: 'red', values: [1, -2], texts: [] }, { name: 't', colour: 'red', values: [3, null], texts: [] }], axes: [], orientation: 'vertical', stacking: 'none', legend: { shown: true, placement: 'bottom', mode: 'list', columns: [] }, ...more })
  const all = () => true
  test('the scale has round limits around all values and zero', () => {
    expect(valueScale(-2, 3, 5, {})).toEqual({ min: -2, max: 3, ticks: [-2, -1, 0, 1, 2, 3] })
    expect(valueScale(0, 0, 5, {}).max).toBeGreaterThan(0)
    expect(valueScale(1, 7, 5, { min: 0, max: 10 })).toMatchObject({ min: 0, max: 10 })
  })
  test('extremes of stacks are their sums', () => expect([extremes(body(), all), extremes(body({ stacking: 'normal' }), all), extremes(body({ stacking: 'percent' }), all), extremes(body({ series: [] }), all)]).toEqual([{ least: -2, greatest: 3 }, { least: -2, greatest: 4 }, { least: 0, greatest: 1 }, { least: 0, greatest: 1 }]))
  test('bars stand side by side, stacks on top of each other', () => {
    const scale = { min: -2, max: 4, ticks: [] }
    const apart = barBoxes(body(), scale, all)
    expect(apart.length).toBe(3)
    expect(apart[1]!.at).toBeGreaterThanOrEqual(apart[0]!.at + apart[0]!.width)
    const stacked = barBoxes(body({ stacking: 'normal' }), scale, all)
    expect([stacked[1]!.from, stacked[0]!.to]).toEqual([0.5, 0.5])
  })
})

describe('text', () => {
  const tags = (nodes: TextNode[]): unknown => textElements(nodes).map((one) => (typeof one === 'string' ? one : [one.type, one.props]))
  test('what is not on the list is left out, words stay, scripts do not', () => {
    expect(textElements([{ tag: 'marquee', children: ['hi'] }, { tag: 'script', children: ['bad()'] }])).toEqual(['hi'])
  })
  test('attributes are chosen, links checked', () => {
    const [first] = tags([{ tag: 'p', attrs: { onclick: 'x()', title: 'T', style: 'a' }, children: [] }]) as [string, Record<string, unknown>][]
    expect(Object.keys(first![1]).filter((name) => name !== 'children')).toEqual(['title'])
    expect(textElements([{ tag: 'a', attrs: { href: 'javascript:x()' }, children: ['go'] }])).toEqual(['go'])
  })
  test('headings go one level deeper at a time', () => expect((tags([{ tag: 'h1' }, { tag: 'h4' }, { tag: 'h1' }]) as [string][]).map(([name]) => name)).toEqual(['h3', 'h4', 'h3']))
})

test('isSafe lets web, mail and our own addresses pass', () => {
  expect(['https://a', 'http://a', 'mailto:a@b', '/d/x', '?a=b', '#x', 'd/x', './a'].map(isSafe)).toEqual(Array.from({ length: 8 }, () => true))
  expect(['javascript:x', ' JaVaScript:x', 'data:text/html,x', 'vbscript:x', 'file:///etc'].map(isSafe)).toEqual(Array.from({ length: 5 }, () => false))
})

test('geometry: arcs, slices, sparks, ramps, fits, tips', () => {
  expect(arcPath(0, 1, 74)).toMatch(/^M[\d.]+ [\d.]+A74 74 0 1 1 /)
  expect(arcPath(0.1, 0.2, 74)).toContain('A74 74 0 0 1')
  expect(slicePath(0, 1, 0)).not.toContain('NaN')
  expect(sparkPath([0, 1, 2, 3], [1, null, 2, 3])!.line.match(/M/g)!.length).toBe(2)
  expect([sparkPath([0], [1]), sparkPath([0, 1], [null, 5])]).toEqual([null, null])
  const scale = { min: 0, max: 10, minText: '', maxText: '' }
  expect([rampIndex(-1, scale, 8), rampIndex(0, scale, 8), rampIndex(10, scale, 8), rampIndex(99, scale, 8), rampIndex(5, { ...scale, max: 0 }, 8)]).toEqual([0, 0, 7, 7, 7])
  expect([labelStride(10, 200), labelStride(100, 200), labelStride(0, 0)]).toEqual([1, 8, 1])
  expect(fitText(4, 100, 40, { least: 10, most: 60 })).toBe(40)
  expect([gridOf(3, 900, 100, 'auto'), gridOf(4, 100, 400, 'auto'), gridOf(3, 100, 100, 'horizontal'), gridOf(3, 100, 100, 'vertical')]).toEqual([{ columns: 3, rows: 1 }, { columns: 1, rows: 4 }, { columns: 1, rows: 3 }, { columns: 3, rows: 1 }])
  expect(tipPlace({ x: 790, y: 10 }, { width: 200, height: 100 }, { width: 800, height: 600 })).toEqual({ left: 576, top: 4 })
})
