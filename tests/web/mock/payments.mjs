// The dashboard of the design pictures, as lines of the view stream.
import { UNITS, TABLE, LIST, axis, chart, random, series, walk } from './series.mjs'

const ROUTES = ['POST /pay', 'GET /basket', 'POST /refund', 'GET /methods', 'PUT /address']
const place = (id, type, title, x, y, w, h, more = {}) => ({ id, type, title, x, y, w, h, ...more })

export const LAYOUT = [
  place(1, 'stat', 'Requests', 0, 0, 4, 4), place(2, 'gauge', 'Error budget, November', 4, 0, 4, 4), place(3, 'bargauge', 'CPU busy by host', 8, 0, 7, 4), place(4, 'text', 'On call', 15, 0, 9, 4),
  place(5, 'timeseries', 'Request duration by route', 0, 4, 14, 7), place(6, 'heatmap', 'Duration of POST /pay', 14, 4, 10, 7),
  place(7, 'state-timeline', 'Dependencies', 0, 11, 10, 5), place(8, 'table', 'Routes', 10, 11, 14, 5),
  place(9, 'logs', 'Log of web-*', 0, 16, 10, 5), place(10, 'timeseries', 'Log volume', 10, 16, 4, 5), place(11, 'timeseries', 'Refunds by reason', 14, 16, 5, 5), place(12, 'nodeGraph', 'Service map', 19, 16, 5, 5),
]

const done = (type, title, count, body, more = {}) => ({ type, state: 'done', title, count, ...body, ...more })

function stat(range) {
  const values = walk(7, 90, 1.2, 0.12)
  return { kind: 'stat', orientation: 'auto', textMode: 'auto', colourMode: 'value', graphMode: 'area', justify: 'auto', items: [{ name: 'Requests', text: '1.26', suffix: 'K req/s', number: 1260, colour: 'text', change: '+4.1 % against last week', spark: { x: values.map((_, i) => range.from + i * (range.to - range.from) / 89), values } }] }
}

const STEPS = [{ at: 0, colour: 'red' }, { at: 0.25, colour: 'orange' }, { at: 0.5, colour: 'green' }]
const gauge = () => ({ kind: 'gauge', orientation: 'auto', textMode: 'auto', colourMode: 'none', graphMode: 'none', justify: 'auto', showThresholdMarkers: true, items: [{ name: 'Budget', text: '38.4', suffix: '%', number: 38.4, ratio: 0.384, min: 0, max: 100, colour: 'orange', steps: STEPS }] })

function bargauge() {
  const items = [['web-1', 41.2, 'green'], ['web-2', 38.7, 'green'], ['web-3', 97.2, 'red'], ['web-4', 64.9, 'green'], ['db-1', 72.5, 'orange']]
  return { kind: 'bargauge', orientation: 'horizontal', textMode: 'auto', colourMode: 'value', graphMode: 'none', justify: 'auto', displayMode: 'basic', showUnfilled: true, items: items.map(([name, value, colour]) => ({ name, text: String(value), suffix: '%', number: value, ratio: value / 100, min: 0, max: 100, colour })) }
}

const link = (text, href) => ({ tag: 'a', attrs: { href }, children: [text] })
const text = () => ({ plain: 'On call', nodes: [
  { tag: 'p', children: ['On call until Monday 09:00: ', link('Kim Ito', '/users/kim'), ', second line ', link('payments-core', '/teams/core'), '.'] },
  { tag: 'ul', children: [{ tag: 'li', children: ['Acquirer slow? Switch traffic with ', { tag: 'code', children: ['payctl route --to clearbank'] }, '.'] }, { tag: 'li', children: ['Errors after a deploy? Roll back first, ask later: ', link('runbook 12', '/runbooks/12'), '.'] }, { tag: 'li', children: ['Objective: 99.9 % of payments under 350 ms.'] }] },
] })

function duration(range) {
  const list = ROUTES.map((name, i) => series(name, i, walk(i + 3, 121, [250, 110, 230, 60, 120][i], [60, 24, 40, 10, 26][i]).map((value, at) => (i === 0 && at > 100 ? value + (at - 100) * 9 : value)), { links: i === 0 ? [{ text: 'Traces of POST /pay', url: '/explore' }] : [] }))
  return chart(range, list, { axes: [axis('y', UNITS.ms, { min: 0 })], legend: TABLE, thresholds: [{ value: 350, colour: 'red', axis: 'y', mode: 'line', dashed: true }], timeRegions: [{ from: range.to - (range.to - range.from) * 0.22, to: range.to, colour: 'red' }] })
}

function heatmap(range) {
  const next = random(5)
  const [columns, rows] = [45, 11]
  const step = (range.to - range.from) / columns
  const cells = Array.from({ length: columns * rows }, (_, k) => {
    const [i, j] = [Math.floor(k / rows), k % rows]
    const middle = i > 34 ? 4 + (i - 34) * 0.5 : 4.2
    const value = Math.round(640 * Math.exp(-((j - middle) ** 2) / 3.4) * (0.6 + next() * 0.5))
    return value < 14 ? null : value
  })
  const bounds = ['5 ms', '10', '20', '40', '80', '160', '320', '640', '1.3 s', '2.6 s', '5.1 s']
  return {
    x: Array.from({ length: columns }, (_, i) => ({ text: '', from: range.from + i * step, to: range.from + (i + 1) * step })), y: bounds.map((name, j) => ({ text: name, from: 5 * 2 ** j, to: 10 * 2 ** j })),
    cells, colours: ['heat-1', 'heat-2', 'heat-3', 'heat-4', 'heat-5', 'heat-6', 'heat-7', 'heat-8'], scale: { min: 0, max: 640, minText: '0', maxText: '640 requests' }, unit: UNITS.none,
  }
}

function spans(range) {
  const at = (share) => range.from + share * (range.to - range.from)
  const row = (name, ...parts) => ({ name, spans: parts.map(([from, to, words, colour]) => ({ from: at(from), to: at(to), text: words, colour })) })
  const rows = [
    row('payments-api', [0, 0.76, 'Up', 'green'], [0.76, 0.86, 'Degraded', 'yellow'], [0.86, 1, 'Down', 'red']), row('ledger-db', [0, 1, 'Up', 'green']), row('fraud-check', [0, 0.24, 'Up', 'green'], [0.24, 0.4, 'Slow', 'orange'], [0.4, 1, 'Up', 'green']),
    row('card-vault', [0, 0.54, 'Up', 'green'], [0.54, 0.68, '?', '#8a9795'], [0.68, 1, 'Up', 'green']), row('mail-relay', [0, 0.9, 'Up', 'green'], [0.9, 1, 'Slow', 'orange']),
  ]
  return { range, rows, legend: { ...LIST, shown: false, items: [] }, rowHeight: 0.85 }
}

function table() {
  const head = (name, more) => ({ name, type: 'number', align: 'right', cell: 'auto', sortable: true, filterable: false, ...more })
  const rows = [['POST /pay', 1, 412.6, 188, 447, 2.31], ['GET /basket', 0.94, 391, 61, 128, 0.04], ['POST /refund', 0.04, 18.2, 204, 291, 0.62], ['GET /methods', 0.83, 344.9, 22, 71, 0], ['PUT /address', 0.23, 96.4, 83, 166, 0.11]]
  const colour = (value, high, middle) => (value >= high ? 'semi-dark-red' : value >= middle ? 'light-orange' : 'super-light-green')
  return {
    columns: [head('Route', { type: 'string', align: 'left' }), head('Requests', { cell: 'gauge-basic', align: 'left' }), head('Requests/s'), head('p50, ms'), head('p95, ms', { cell: 'color-background' }), head('Errors, %', { cell: 'color-background' })],
    rows: rows.map(([name, share, rate, p50, p95, errors]) => [{ t: name, v: name, l: [{ text: name, url: `/d/payments?var-route=${encodeURIComponent(name)}` }] }, { t: '', v: rate, g: share }, { t: rate.toFixed(1), v: rate }, { t: String(p50), v: p50 }, { t: String(p95), v: p95, b: colour(p95, 350, 250) }, { t: errors.toFixed(2), v: errors, b: colour(errors, 2, 0.5) }]),
    total: rows.length, showHeader: true,
  }
}

function logs(range) {
  const words = [['error', 'POST /pay 504 acquirer=nordpay took=5003ms trace=9f41c2ab'], ['warn', 'retry 2 of 3 to nordpay: connection reset by peer'], ['info', 'POST /pay 200 acquirer=nordpay took=214ms trace=77b0e1d4'], ['error', 'POST /pay 504 acquirer=nordpay took=5001ms trace=1c88f0e2'], ['info', 'GET /methods 200 took=19ms trace=b3d2219c'], ['info', 'PUT /address 200 took=77ms trace=02ce7f10']]
  return { lines: words.map(([level, line], i) => ({ time: range.to - i * 190 - 1000, level, text: `web-${(i % 4) + 1} ${line}`, labels: { host: `web-${(i % 4) + 1}`, job: 'payments' } })), showTime: true, showLabels: false, wrap: false, order: 'newest' }
}

const services = () => ({ columns: [{ name: 'From', type: 'string', align: 'left', cell: 'auto', sortable: true, filterable: false }, { name: 'To', type: 'string', align: 'left', cell: 'auto', sortable: true, filterable: false }, { name: 'Calls/s', type: 'number', align: 'right', cell: 'auto', sortable: true, filterable: false }], rows: [['web', 'payments-api', 1263], ['payments-api', 'ledger-db', 844], ['payments-api', 'nordpay', 412]].map(([from, to, calls]) => [{ t: from, v: from }, { t: to, v: to }, { t: calls.toLocaleString('en'), v: calls }]), total: 3, showHeader: true })

/** View of one panel of the design dashboard. */
export function paymentsView(id, range) {
  const { type, title } = LAYOUT.find((one) => one.id === id)
  switch (id) {
    case 1: return done(type, title, 1, { stats: stat(range) })
    case 2: return done(type, title, 1, { stats: gauge() })
    case 3: return done(type, title, 5, { stats: bargauge() })
    case 4: return { type, state: 'done', title, text: text() }
    case 5: return done(type, title, 5, { timeseries: duration(range) }, { description: '95th percentile over all hosts', timeInfo: 'p95, ms' })
    case 6: return done(type, title, 11, { heatmap: heatmap(range) })
    case 7: return done(type, title, 5, { spans: spans(range) })
    case 8: return done(type, title, 5, { table: table() }, { timeInfo: 'last 5 min' })
    case 9: return done(type, title, 6, { logs: logs(range) })
    case 10: return { type, state: 'error', title, error: { messageId: 'query.timeout', message: 'Loki EU took longer than 30 s.', hint: 'Choose a shorter range, or retry.', refId: 'A' } }
    case 11: return { type, state: 'nodata', title }
    default: return { type, state: 'unsupported', title, table: services(), error: { messageId: 'panel.unsupported', message: '' } }
  }
}

export const VARIABLES = [
  { name: 'ds', label: 'Data source', type: 'datasource', values: ['Prometheus EU', 'Prometheus US'], current: ['Prometheus EU'] },
  { name: 'env', label: 'Environment', type: 'custom', values: ['production', 'staging'], current: ['production'] },
  { name: 'host', label: 'Host', type: 'query', multi: true, includeAll: true, values: Array.from({ length: 12 }, (_, i) => `web-${i + 1}`), current: ['$__all'] },
  { name: 'acquirer', label: 'Acquirer', type: 'query', multi: true, values: ['nordpay', 'clearbank', 'visa', 'mastercard'], current: ['nordpay', 'visa', 'clearbank'] },
  { name: 'text', label: 'Filter', type: 'textbox', values: [], current: ['5..'] },
]
