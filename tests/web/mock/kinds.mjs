// Dashboards that show every kind of drawing and every size: `kinds`, `twenty` (budgets), `long` (rows, repeats), `broken`.
import { LIST, TABLE, UNITS, axis, chart, series, walk } from './series.mjs'

const grid = (views, w = 8, h = 8) => views.map((view, i) => ({ id: i + 1, type: view.type, title: view.title, x: (i % (24 / w)) * w, y: Math.floor(i / (24 / w)) * h, w, h }))
const view = (type, title, count, body, more = {}) => ({ type, state: 'done', title, count, ...body, ...more })
const lines = (n, count = 200, more = () => ({})) => Array.from({ length: n }, (_, i) => series(`host-${i + 1}`, i, walk(i + 11, count, 40 + i * 9, 12), { unit: UNITS.percent, ...more(i) }))

const stats = (kind, items, more = {}) => ({ stats: { kind, orientation: 'auto', textMode: 'auto', colourMode: 'value', graphMode: 'area', justify: 'auto', items, ...more } })
const item = (name, text, suffix, ratio, colour, more = {}) => ({ name, text, suffix, number: Number(text), ratio, colour, min: 0, max: 100, steps: [{ at: 0, colour: 'green', text: '0' }, { at: 0.6, colour: 'yellow', text: '60' }, { at: 0.8, colour: 'red', text: '80' }], ...more })
const hosts = [item('cpu', '27', '%', 0.27, 'green'), item('memory', '71', '%', 0.71, 'yellow'), item('disk', '93', '%', 0.93, 'red')]
const sparkOf = (seed) => ({ spark: { x: Array.from({ length: 60 }, (_, i) => i), values: walk(seed, 60, 30, 10) } })

function seriesViews(range) {
  const gap = lines(2).map((one) => ({ ...one, values: one.values.map((value, i) => ((i > 60 && i < 90) || i === 140 || i === 142 ? null : value)) }))
  const stacked = (mode, draw = 'line') => chart(range, lines(4, draw === 'bars' ? 40 : 200, () => ({ draw, fill: 0.5, stack: { group: 'A', mode } })), mode === 'percent' ? { axes: [axis('y', { id: 'percentunit', kernel: 'fixed', suffix: '%', scale: 100 }, { min: 0, max: 1 })] } : {})
  const two = [...lines(1), ...lines(1, 200, () => ({ axis: 'right', unit: UNITS.bytes, name: 'bytes', colour: '#ffff00', values: walk(77, 200, 3e9, 4e8) }))]
  const network = lines(2, 200, (i) => ({ negate: i === 1, fill: 0.2, name: i ? 'transmit' : 'receive', unit: UNITS.bytes, values: walk(40 + i, 200, 2e6, 4e5) }))
  return [
    view('timeseries', 'Lines', 3, { timeseries: chart(range, lines(3)) }), view('timeseries', 'Table legend below', 6, { timeseries: chart(range, lines(6), { legend: { ...TABLE, placement: 'bottom', sortBy: 'max', sortDesc: true } }) }),
    view('timeseries', 'Stacked area', 4, { timeseries: stacked('normal') }), view('timeseries', 'Percent stack', 4, { timeseries: stacked('percent') }), view('timeseries', 'Stacked bars', 4, { timeseries: stacked('normal', 'bars') }),
    view('timeseries', 'Bars', 1, { timeseries: chart(range, lines(1, 40, () => ({ draw: 'bars', fill: 0.6 }))) }), view('timeseries', 'Points', 2, { timeseries: chart(range, lines(2, 60, () => ({ draw: 'points', pointSize: 5 }))) }),
    view('timeseries', 'Steps and smooth', 3, { timeseries: chart(range, lines(3, 30, (i) => ({ interpolation: ['stepAfter', 'stepBefore', 'smooth'][i] }))) }), view('timeseries', 'Gaps', 2, { timeseries: chart(range, gap) }),
    view('timeseries', 'Two axes', 2, { timeseries: chart(range, two, { axes: [axis('y', UNITS.percent, { label: 'busy' }), axis('right', UNITS.bytes, { side: 'right', grid: false, label: 'memory' })] }) }),
    view('timeseries', 'Logarithmic', 2, { timeseries: chart(range, lines(2, 200, (i) => ({ unit: UNITS.short, values: walk(i + 90, 200, 3, 1).map((value) => 10 ** value) })), { axes: [axis('y', UNITS.short, { scale: { kind: 'log', base: 10 } })] }) }),
    view('timeseries', 'Negative below', 2, { timeseries: chart(range, network, { axes: [axis('y', UNITS.bytes, { centreZero: true })] }) }),
    view('timeseries', 'Gradient and thresholds', 1, { timeseries: chart(range, lines(1, 200, () => ({ fill: 0.4, gradient: 'opacity' })), { thresholds: [{ value: 30, colour: 'yellow', axis: 'y', mode: 'line+area' }, { value: 45, colour: 'red', axis: 'y', mode: 'line+area' }] }) }),
    view('timeseries', 'Colours by value', 1, { timeseries: chart(range, lines(1, 200, () => ({ gradient: 'scheme', fill: 0.2 })), { thresholds: [{ value: null, colour: 'green', axis: 'y', mode: 'line' }, { value: 38, colour: 'yellow', axis: 'y', mode: 'line' }, { value: 44, colour: 'red', axis: 'y', mode: 'line' }] }) }),
    view('timeseries', 'Forty series', 40, { timeseries: chart(range, lines(40, 100)) }), view('timeseries', 'One value', 1, { timeseries: chart(range, [series('once', 0, [null, null, 4, null])]) }),
    view('timeseries', 'All equal', 1, { timeseries: chart(range, [series('flat', 0, Array.from({ length: 50 }, () => 7))]) }),
  ]
}

function otherViews(range) {
  const rows = Array.from({ length: 5000 }, (_, i) => [{ t: `row ${i}`, v: i }, { t: String((i * 7919) % 1000), v: (i * 7919) % 1000 }, { t: `${(i * 31) % 100}%`, v: (i * 31) % 100, g: ((i * 31) % 100) / 100, c: 'blue' }])
  const column = (name, type, more = {}) => ({ name, type, align: type === 'number' ? 'right' : 'left', cell: 'auto', sortable: true, filterable: false, ...more })
  const bars = (more) => ({ bars: { categories: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'], series: [0, 1].map((i) => ({ name: i ? 'errors' : 'requests', colour: `series-${i + 1}`, values: walk(i + 5, 7, 50, 60), texts: walk(i + 5, 7, 50, 60).map(String) })), axes: [axis('y', UNITS.short)], orientation: 'vertical', stacking: 'none', legend: LIST, ...more } })
  const slices = ['chrome', 'firefox', 'safari', 'edge', 'other'].map((name, i) => ({ name, number: [58, 19, 14, 6, 3][i], text: `${[58, 19, 14, 6, 3][i]} K`, ratio: [0.58, 0.19, 0.14, 0.06, 0.03][i], colour: `series-${i + 1}` }))
  return [
    view('stat', 'Three values', 3, stats('stat', hosts.map((one, i) => ({ ...one, ...sparkOf(i + 1) })))), view('stat', 'Background', 1, stats('stat', [{ ...hosts[2], ...sparkOf(4) }], { colourMode: 'background' })), view('stat', 'Names', 12, stats('stat', Array.from({ length: 12 }, (_, i) => item(`pod-${i}`, String(i * 8), '%', i / 12, i > 8 ? 'red' : 'green')), { colourMode: 'background_solid', graphMode: 'none', textMode: 'value_and_name' })),
    view('gauge', 'Gauges', 3, stats('gauge', hosts, { showThresholdMarkers: true, showThresholdLabels: true })), view('bargauge', 'Gradient', 3, stats('bargauge', hosts, { displayMode: 'gradient', orientation: 'horizontal' })), view('bargauge', 'LCD', 3, stats('bargauge', hosts, { displayMode: 'lcd', orientation: 'horizontal' })), view('bargauge', 'Standing', 3, stats('bargauge', hosts, { displayMode: 'gradient', orientation: 'vertical' })),
    view('table', 'Five thousand rows', 5000, { table: { columns: [column('Name', 'string', { filterable: true }), column('Value', 'number'), column('Share', 'number', { cell: 'gauge-gradient' })], rows, total: 5000, showHeader: true, footer: [{ t: 'Sum' }, { t: '2.5 Mil' }, {}] } }),
    view('piechart', 'Browsers', 5, { slices: { items: slices, kind: 'pie', labels: ['percent'], legend: { ...TABLE, columns: [] } } }), view('piechart', 'Ring', 5, { slices: { items: slices, kind: 'donut', labels: [], legend: LIST } }),
    view('barchart', 'Week', 2, bars({})), view('barchart', 'Week, stacked and lying', 2, bars({ orientation: 'horizontal', stacking: 'normal' })), view('histogram', 'Histogram', 1, { bars: { categories: ['0–10', '10–20', '20–30', '30–40', '40–50'], edges: [0, 10, 20, 30, 40, 50], series: [{ name: 'count', colour: 'series-3', values: [3, 12, 28, 17, 5], texts: ['3', '12', '28', '17', '5'] }], axes: [axis('y', UNITS.none)], orientation: 'vertical', stacking: 'none', legend: { ...LIST, shown: false } } }),
    view('text', '', 0, { text: { plain: 'Hello', nodes: [{ tag: 'h1', children: ['A heading'] }, { tag: 'p', children: ['Text with ', { tag: 'strong', children: ['weight'] }, ' and ', { tag: 'a', attrs: { href: 'javascript:alert(1)' }, children: ['a bad link'] }, '.'] }, { tag: 'script', children: ['alert(1)'] }, { tag: 'table', children: [{ tag: 'tbody', children: [{ tag: 'tr', children: [{ tag: 'th', children: ['a'] }, { tag: 'td', children: ['1'] }] }] }] }, { tag: 'hr' }] } }),
    { type: 'news', state: 'unsupported', title: 'News', error: { messageId: 'panel.unsupported', message: '' } }, view('stat', 'With notices', 1, stats('stat', [hosts[0]]), { notices: [{ severity: 'warning', text: 'Only the first 2,000 of 3,100 series are drawn.' }], links: [{ text: 'Runbook', url: '/runbooks/1', newTab: true }] }),
  ]
}

export const kindsViews = (range) => [...seriesViews(range), ...otherViews(range)]
export const kindsLayout = (range) => grid(kindsViews(range))

export const twentyView = (id, range, seed = 0) => view('timeseries', `Panel ${id}`, 10, { timeseries: chart(range, Array.from({ length: 10 }, (_, i) => series(`series ${i + 1}`, i, walk(id * 31 + i + seed, 1000, 40 + i * 5, 9), { unit: UNITS.percent }))) })
export const TWENTY = Array.from({ length: 20 }, (_, i) => ({ id: i + 1, type: 'timeseries', title: `Panel ${i + 1}`, x: (i % 4) * 6, y: Math.floor(i / 4) * 5, w: 6, h: 5 }))

/** Rows, one of them closed, clones of a panel, and enough to scroll through. */
export function longLayout(rows) {
  const layout = [{ id: 100, type: 'row', title: 'Overview', x: 0, y: 0, w: 24, h: 1, collapsed: rows[100] === false, panels: 3 }]
  let y = 1
  if (rows[100] !== false) { for (let i = 0; i < 3; i += 1) layout.push({ id: 1, repeatIndex: i, type: 'timeseries', title: `CPU of host-${i + 1}`, x: i * 8, y, w: 8, h: 8, row: { id: 100 } }); y += 8 }
  layout.push({ id: 200, type: 'row', title: 'Closed', x: 0, y, w: 24, h: 1, collapsed: !rows[200], panels: 2 })
  y += 1
  if (rows[200]) { layout.push({ id: 21, type: 'stat', title: 'In the closed row', x: 0, y, w: 12, h: 4, row: { id: 200 } }, { id: 22, type: 'stat', title: 'Its neighbour', x: 12, y, w: 12, h: 4, row: { id: 200 } }); y += 4 }
  layout.push({ id: 300, type: 'row', title: 'Many', x: 0, y, w: 24, h: 1, collapsed: false, panels: 40 })
  y += 1
  for (let i = 0; i < 40; i += 1) layout.push({ id: 31 + i, type: 'timeseries', title: `Long ${i + 1}`, x: (i % 2) * 12, y: y + Math.floor(i / 2) * 8, w: 12, h: 8, row: { id: 300 } })
  return layout
}
export const longView = (placed, range) => (placed.type === 'stat' ? view('stat', placed.title, 1, stats('stat', [hosts[0]])) : view('timeseries', placed.title, 2, { timeseries: chart(range, lines(2)) }))
