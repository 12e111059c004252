import type { Route } from './router'

const notHere = () => import('../pages/notinrelease')
const browse = () => import('../pages/browse/page')

/** Every page, its address, and where its code is. */
export const routes: Route[] = [
  { pattern: '', page: 'home', load: () => import('../pages/home/page') },
  { pattern: 'd/:uid/:slug?', page: 'dashboard', load: () => import('../dashboards/page') },
  { pattern: 'dashboards', page: 'dashboards', load: browse },
  { pattern: 'dashboards/f/:uid/:slug?', page: 'dashboards', load: browse },
  { pattern: 'explore', page: 'explore', load: notHere },
  { pattern: 'alerting/*', page: 'alerting', load: notHere },
  { pattern: 'alerting', page: 'alerting', load: notHere },
  { pattern: '*', page: 'notfound', load: () => import('../pages/notfound') },
]
