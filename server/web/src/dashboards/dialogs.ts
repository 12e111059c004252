// Dialogues of the dashboard page. Their code comes when they are first opened.
import { signal } from '@preact/signals'
import type { DashboardModel } from './model'

export type Opened = { which: 'inspect' | 'share'; model: DashboardModel; panel: string }

export const opened = signal<Opened | null>(null)

export function openDialog(model: DashboardModel, which: Opened['which'], panel = '') {
  opened.value = { which, model, panel }
}
export const closeDialog = () => { opened.value = null }
