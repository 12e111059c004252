import type { JSX } from 'preact'
import { Button } from '../../ui/button'
import { t } from '../../ui/i18n'
import { Menu } from '../../ui/menu'
import { useDashboard } from '../context'
import { refreshMs } from '../urlstate'
import chevronIcon from 'icon:chevron-down'
import refreshIcon from 'icon:refresh-cw'

const usual = ['5s', '10s', '30s', '1m', '5m', '15m', '30m', '1h', '2h', '1d']

/** Asks now, and how often by itself. */
export function RefreshControl(): JSX.Element {
  const model = useDashboard()
  const period = model.refresh.value
  const on = (refreshMs(period) ?? 0) > 0
  const choices = (model.session.dashboard.value?.refreshChoices.length ? model.session.dashboard.value.refreshChoices : usual).filter((choice) => refreshMs(choice))
  const items = [
    { label: t('refresh.off'), checked: !on, run: () => model.change({ refresh: '' }, { replace: true }) },
    ...choices.map((choice) => ({ label: choice, checked: choice === period, run: () => model.change({ refresh: choice }, { replace: true }) })),
  ]
  return (
    <span class="group">
      <Button icon={refreshIcon} name={t('refresh.now')} keys="d r" onClick={model.reload} />
      <Menu label={t('refresh.every')} items={items} trigger={(button) => <Button {...button} label={on ? period : t('refresh.offShort')} after={chevronIcon} name={t('refresh.everyNow', on ? period : t('refresh.offShort'))} />} />
    </span>
  )
}
