// What the mock server knows: one organisation with folders, dashboards, data sources and an administrator. Plain data.

import { freshCluster } from './cluster.mjs'

const HOUR = 3_600_000
const iso = (ago) => new Date(Date.now() - ago).toISOString()

const folder = (uid, title, parentUid) => ({ uid, title, parentUid, version: 1 })
const dashboard = (uid, title, folderUid, tags = [], extra = {}) => ({ uid, title, folderUid, tags, version: 1, json: { uid, title, tags, panels: [], schemaVersion: 39, version: 1, ...extra } })

/** A fresh state; a test changes it as it likes. */
export function freshState() {
  return {
    users: [{ id: 1, login: 'admin', password: 'admin', name: 'Ana Lopez', email: 'ana.lopez@example.org', role: 'Admin', isGrafanaAdmin: true }, { id: 2, login: 'viewer', password: 'viewer', name: 'Vera Watts', email: 'vera@example.org', role: 'Viewer', isGrafanaAdmin: false }],
    folders: [folder('prod', 'Production'), folder('prod-db', 'Databases', 'prod'), folder('prod-sec', 'Security', 'prod'), folder('stage', 'Staging'), folder('empty', 'Drafts')],
    dashboards: [
      dashboard('payments', 'Payments API', 'prod', ['payments', 'api']), dashboard('hosts', 'Hosts', 'prod', ['node-exporter', 'linux']), dashboard('ledger', 'Ledger database', 'prod-db', ['postgresql']),
      dashboard('acq', 'Acquirers', 'prod', ['payments']), dashboard('vault', 'Card vault', 'prod-sec', ['payments', 'security', 'vault', 'audit']), dashboard('train', 'Release train', 'stage', ['delivery']),
      dashboard('mail', 'Mail relay', 'prod', ['mail']), dashboard('cluster', 'This cluster', '', ['metrics-dashboard']), dashboard('prom', 'Prometheus itself', '', ['prometheus']),
    ],
    stars: new Set(['1:payments', '1:hosts', '1:vault']),
    datasources: [
      { id: 1, uid: 'prom-eu', name: 'Prometheus EU', type: 'prometheus', url: 'http://prometheus-eu:9090', isDefault: true, readOnly: false, version: 3, jsonData: { httpMethod: 'POST', timeInterval: '15s' }, secureJsonFields: {} },
      { id: 2, uid: 'self', name: 'This cluster', type: 'metrics-dashboard-self', url: '', isDefault: false, readOnly: true, version: 1, jsonData: {}, secureJsonFields: {} },
      { id: 3, uid: 'test', name: 'TestData', type: 'testdata', url: '', isDefault: false, readOnly: false, version: 1, jsonData: {}, secureJsonFields: {} },
    ],
    preferences: { theme: '', timezone: 'Europe/Berlin', homeDashboardUID: '', language: '', weekStart: '' },
    logins: [
      { id: 11, isActive: true, clientIp: '192.0.2.10', os: 'Linux', browser: 'Chromium', createdAt: iso(26 * HOUR), seenAt: iso(2000) },
      { id: 12, isActive: false, clientIp: '198.51.100.7', os: 'Android', browser: 'Firefox', createdAt: iso(200 * HOUR), seenAt: iso(7 * HOUR) },
      { id: 13, isActive: false, clientIp: '203.0.113.99', os: 'Other', browser: 'Other', createdAt: iso(40 * 24 * HOUR), seenAt: iso(20 * 24 * HOUR) },
    ],
    nodes: { up: 2, total: 3 },
    cluster: freshCluster(),
    /** Faults that a test can switch on. */
    fault: { database: false, /** Seconds: answers come from memory and are that old. */ old: 0, delay: 0, throttled: 0, stale: 0 },
    /** Every API request that came, as "METHOD path". */
    seen: [],
    sessions: new Map(),
    counter: 100,
  }
}

export const CAPABILITIES = {
  panels: ['timeseries', 'graph', 'stat', 'singlestat', 'gauge', 'bargauge', 'table', 'text', 'row'], datasources: ['prometheus', 'testdata', '__expr__', 'metrics-dashboard-self'],
  variables: ['query', 'custom', 'constant', 'interval', 'datasource', 'textbox'], transformations: ['organize', 'merge', 'joinByField', 'filterFieldsByName'], mappings: ['value', 'range', 'regex', 'special'],
}
