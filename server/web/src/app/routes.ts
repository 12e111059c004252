import type { Route } from './router'

const notHere = (): ReturnType<Route['load']> => import('../pages/notinrelease')
const browse = (): ReturnType<Route['load']> => import('../pages/browse/page')
const sources = (): ReturnType<Route['load']> => import('../pages/datasources/page')
const source = (): ReturnType<Route['load']> => import('../pages/datasources/edit')
const imported = (): ReturnType<Route['load']> => import('../pages/import/page')
const created = (): ReturnType<Route['load']> => import('../pages/newdashboard/page')

/** Every page, its address, and where its code is. Addresses under `connections` and `dashboard` are those people already share. */
export const routes: Route[] = [
  { pattern: '', page: 'home', load: () => import('../pages/home/page') },
  { pattern: 'd/:uid/:slug?', page: 'dashboard', load: () => import('../dashboards/page') },
  { pattern: 'dashboards/import', page: 'import', load: imported },
  { pattern: 'dashboard/import', page: 'import', load: imported },
  { pattern: 'dashboards/new', page: 'newdashboard', load: created },
  { pattern: 'dashboard/new', page: 'newdashboard', load: created },
  { pattern: 'dashboards', page: 'dashboards', load: browse },
  { pattern: 'dashboards/f/:uid/:slug?', page: 'dashboards', load: browse },
  { pattern: 'datasources', page: 'datasources', load: sources },
  { pattern: 'datasources/new', page: 'datasource', load: source },
  { pattern: 'datasources/edit/:uid', page: 'datasource', load: source },
  { pattern: 'connections/datasources', page: 'datasources', load: sources },
  { pattern: 'connections/datasources/edit/:uid', page: 'datasource', load: source },
  { pattern: 'profile/:tab?', page: 'profile', load: () => import('../pages/profile/page') },
  { pattern: 'explore', page: 'explore', load: () => import('../pages/explore/page') },
  { pattern: 'admin/cluster', page: 'cluster', load: () => import('../pages/cluster/page') },
  { pattern: 'alerting/*', page: 'alerting', load: notHere },
  { pattern: 'alerting', page: 'alerting', load: notHere },
  { pattern: '*', page: 'notfound', load: () => import('../pages/notfound') },
]
