import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { DashboardModel } from './model'

export const DashboardContext = createContext<DashboardModel | null>(null)

export function useDashboard(): DashboardModel {
  const model = useContext(DashboardContext)
  if (!model) throw new Error('a part of the dashboard page stands outside of it')
  return model
}
