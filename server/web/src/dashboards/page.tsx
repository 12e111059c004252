import type { JSX } from 'preact'
import { Page } from '../app/page'
import type { PageProps } from '../app/router'

export default function DashboardPage({ params }: PageProps): JSX.Element {
  return <Page name="dashboard" state="loading" title="" data={{ 'data-dashboard-uid': params['uid'] }} />
}
