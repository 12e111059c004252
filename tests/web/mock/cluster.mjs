// /api/cluster as a node answers it: three nodes, one of them gone, on one PostgreSQL.
const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

const problem = (status, message, messageId) => ({ status, body: { message, messageId, traceID: `mock-${status}` } })
const node = (id, name, more) => ({ id, name, incarnation: 3, address: `http://${name}:3000`, version: '0.1.0', release: 1, lastEvent: 48219, schema: 1, shards: 0, self: false, ...more })

/** What the cluster is like; `startedAt` and the like are ages in ms, made into times when asked for. */
export const freshCluster = () => ({
  nodes: [
    node('id-a', 'node-a', { state: 'ready', age: 13 * MINUTE, beat: 400, clockOffsetMs: 2, shards: 34, load: { requestsPerSecond: 182.4, p50Ms: 9, p95Ms: 41, queue: 0, rssBytes: 412e6, cpu: 0.312, sessions: 17, sockets: 0 } }),
    node('id-b', 'node-b', { state: 'ready', age: 21 * 24 * HOUR + 4 * HOUR, beat: 600, clockOffsetMs: -1, shards: 30, self: true, load: { requestsPerSecond: 77.1, p50Ms: 8, p95Ms: 38, queue: 0, rssBytes: 390e6, cpu: 0.124, sessions: 24, sockets: 0 } }),
    node('id-c', 'node-c', { state: 'gone', age: 3 * HOUR, beat: 2 * MINUTE, clockOffsetMs: 3 }),
  ],
  findings: [
    { id: 'f1', level: 'red', kind: 'config-mismatch', key: 'secret_key', nodes: ['node-c'], ago: 3 * HOUR, messageId: 'cluster.finding.secretKey', text: 'node-c has another secret_key', advice: 'Give it the secret_key of the other nodes and start it again; until then it may not write secrets.' },
    { id: 'f2', level: 'yellow', kind: 'clock', nodes: ['node-a'], ago: 40 * MINUTE, messageId: 'cluster.finding.clock', text: 'The clock of node-a is 612 ms ahead of the database', advice: 'Let the machine keep its time by NTP.' },
  ],
  jobs: [
    { name: 'cleanup', owner: 'node-a', due: 6 * MINUTE, started: 4 * MINUTE, took: 210, result: 'ok', message: '' },
    { name: 'selfmetrics-retention', owner: 'node-b', due: 51 * MINUTE, started: 9 * MINUTE, took: 35, result: 'ok', message: '' },
    { name: 'provisioning', owner: 'node-b', due: 1 * MINUTE, started: 30 * SECOND, took: 900, result: 'failed', message: 'dashboards/team.json: expected an object' },
  ],
  events: [
    [1 * MINUTE, 'node-b', 'lease', 'node-b took 10 leases of node-c'], [1.1 * MINUTE, 'node-a', 'lease', 'node-a took 12 leases of node-c'], [1.2 * MINUTE, 'node-c', 'gone', 'node-c counts as gone'],
    [13 * MINUTE, 'node-a', 'ready', 'node-a is ready, incarnation 8'], [14 * MINUTE, 'node-a', 'stopped', 'node-a stopped without warning'], [3 * HOUR, 'node-c', 'finding', 'node-c has another secret_key'],
  ],
  settings: [
    { section: 'database', key: 'type', value: 'postgres', origin: 'metrics-dashboard.ini:12', differs: false, others: [] },
    { section: 'security', key: 'secret_key', value: '********', origin: 'environment', differs: true, others: [{ node: 'node-c', value: '******** (another)' }] },
    { section: 'server', key: 'root_url', value: 'https://dash.example.org/', origin: 'metrics-dashboard.ini:4', differs: false, others: [] },
  ],
})

function clusterBody({ state }) {
  const { cluster } = state
  const now = Date.now()
  const gone = cluster.nodes.filter((one) => one.state === 'gone').map((one) => one.name)
  const sentence = gone.length > 0 ? `${gone.join(', ')} has been gone for 2 min; its work moved to the others within 17 s.` : 'All nodes are up.'
  return {
    body: {
      clusterId: 'c0ffee', health: gone.length > 0 ? 'degraded' : 'ok', sentence: { messageId: gone.length > 0 ? 'cluster.health.nodesGone' : 'cluster.health.up', text: sentence, args: gone }, now,
      database: { kind: 'postgres', version: '15.8', role: 'primary', latencyMs: 2.4, since: now - 9 * 24 * HOUR },
      nodes: cluster.nodes.map(({ age, beat, ...one }) => ({ ...one, startedAt: now - age, heartbeatAt: now - beat })),
      findings: cluster.findings.map(({ ago, ...one }) => ({ ...one, since: now - ago })),
      leases: [...Array.from({ length: 5 }, (_, i) => ({ name: `job:${i}`, node: i % 2 ? 'node-a' : 'node-b', epoch: 4, takenAt: now - HOUR, leaseUntil: now + 40 * SECOND })), { name: 'migration', node: '', epoch: 1, takenAt: 0, leaseUntil: 0 }],
      jobs: cluster.jobs.map(({ due, started, took, running, ...one }) => ({ ...one, dueAt: now + due, startedAt: now - started, finishedAt: running ? 0 : now - started + took })),
    },
  }
}

/** Counters that grow and gauges that wander, for every live node. */
function metrics({ query }) {
  const [from, to, step] = ['from', 'to', 'step'].map((name) => Number(query.get(name)))
  const times = Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step)
  const wave = (time, seed) => 1 + 0.3 * Math.sin(time / 4e5 + seed) + 0.1 * Math.sin(time / 7e4 + seed * 3)
  const value = { md_http_requests_total: (time, seed) => time / 1000 * (40 + 20 * seed) + 3e3 * wave(time, seed), md_http_request_p95_seconds: (time, seed) => 0.03 * wave(time, seed), process_cpu_seconds_total: (time, seed) => time / 1000 * 0.1 * (seed + 1), process_resident_memory_bytes: (time, seed) => 3.5e8 * wave(time / 5, seed) }
  const frames = query.get('names').split(',').flatMap((name) => ['node-a', 'node-b'].map((one, seed) => ({
    schema: { refId: name, fields: [{ name: 'Time', type: 'time' }, { name: 'Value', type: 'number', labels: { __name__: name, job: 'metrics-dashboard', node: one } }] }, data: { values: [times, times.map((time) => value[name]?.(time, seed) ?? null)] },
  })))
  return { body: { frames } }
}

const forServerAdmins = (handler) => (context) => (context.me.isGrafanaAdmin ? handler(context) : problem(403, "You'll need additional permissions to perform this action.", 'access.denied'))

function command(next) {
  return ({ state, params }) => {
    const found = state.cluster.nodes.find((one) => one.id === params.id)
    if (!found) return problem(404, 'Node not found', 'cluster.nodeNotFound')
    found.state = next
    return { status: 202, body: {} }
  }
}

function run({ state, params }) {
  const job = state.cluster.jobs.find((one) => one.name === params.name)
  if (!job) return problem(404, 'Job not found', 'cluster.jobNotFound')
  if (job.running) return problem(409, 'The job runs', 'cluster.jobRuns')
  Object.assign(job, { running: true, started: 0 })
  return { status: 202, body: {} }
}

const events = ({ state, query }) => {
  const all = state.cluster.events.map(([ago, name, kind, text], i) => ({ id: 900 - i, time: Date.now() - ago, kind, node: name, messageId: `cluster.event.${kind}`, text }))
  return { body: { events: all.slice(0, Number(query.get('limit') ?? 100)) } }
}

export const CLUSTER_ROUTES = [
  ['GET', 'api/cluster', forServerAdmins(clusterBody)],
  ['GET', 'api/cluster/events', forServerAdmins(events)],
  ['GET', 'api/cluster/metrics', forServerAdmins(metrics)],
  ['GET', 'api/cluster/nodes/:id/config', forServerAdmins(({ state }) => ({ body: { settings: state.cluster.settings } }))],
  ['POST', 'api/cluster/nodes/:id/drain', forServerAdmins(command('draining'))],
  ['POST', 'api/cluster/nodes/:id/resume', forServerAdmins(command('ready'))],
  ['POST', 'api/cluster/jobs/:name/run', forServerAdmins(run)],
]
