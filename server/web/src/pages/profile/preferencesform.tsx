import type { JSX } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import { changePreferences } from '../../api/account'
import { search } from '../../api/search'
import { chooseSingleKeys, singleKeys } from '../../app/shortcuts'
import { languageName, languages } from '../../app/language'
import { loadPreferences, preferences } from '../../app/session'
import { chooseDensity, chooseTheme, density, themeChoice, themeName, THEME_CHOICES, type ThemeChoice } from '../../app/theme'
import { Button } from '../../ui/button'
import { Card } from '../../ui/card'
import { Choice } from '../../ui/choice'
import { errorSentence } from '../../ui/errors'
import { Check, Field, SelectField } from '../../ui/field'
import { Icon } from '../../ui/icon'
import { t } from '../../ui/i18n'
import { toast } from '../../ui/toast'
import { useData } from '../../ui/usedata'
import chevron from 'icon:chevron-down'
import '../datasources/datasources.css'

const LANGUAGES = languages().map((tag) => ({ value: tag === 'en' ? '' : tag, text: languageName(tag) }))

function zones(): string[] {
  try { return Intl.supportedValuesOf('timeZone') } catch { return [] }
}

/** What holds in this browser, and what holds wherever one signs in. */
export function PreferencesForm(): JSX.Element {
  return <div class="source-form"><HereCard /><EverywhereCard /></div>
}

function HereCard(): JSX.Element {
  return (
    <Card title={t('preferences.here')}>
      <div class="card-body form">
        <SelectField label={t('theme.menu')} value={themeChoice.value} onValue={(choice) => chooseTheme(choice as ThemeChoice)} options={THEME_CHOICES.map((choice) => ({ value: choice, text: themeName(choice) }))} />
        <SelectField label={t('preferences.density')} value={density.value} onValue={(choice) => chooseDensity(choice === 'compact' ? 'compact' : 'comfortable')} help={t('preferences.densityHelp')}
          options={[{ value: 'comfortable', text: t('preferences.comfortable') }, { value: 'compact', text: t('preferences.compact') }]} />
        <Check label={t('help.singleKeys')} checked={singleKeys.value} onChecked={chooseSingleKeys} />
      </div>
    </Card>
  )
}

function EverywhereCard(): JSX.Element {
  const kept = preferences.value
  const [zone, setZone] = useState(kept?.timezone ?? '')
  const [home, setHome] = useState(kept?.homeDashboardUID ?? '')
  const [theme, setTheme] = useState(kept?.theme ?? '')
  const [language, setLanguage] = useState(kept?.language ?? '')
  const [busy, setBusy] = useState(false)
  const dashboards = useData('home-choices', (signal) => search({ type: 'dash-db', limit: 1000 }, signal))
  const zoneOptions = useMemo(() => [{ value: '', text: t('preferences.zoneBrowser') }, { value: 'utc', text: 'UTC' }, ...zones().map((name) => ({ value: name, text: name }))], [])
  const homeOptions = [{ value: '', text: t('preferences.homeDefault') }, ...(dashboards.value ?? []).map((hit) => ({ value: hit.uid, text: hit.title, hint: hit.folderTitle ?? '' }))]
  const save = async (event: Event): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    const answer = await changePreferences({ theme, timezone: zone, homeDashboardUID: home, language })
    setBusy(false)
    if (!answer.ok) {
      toast(errorSentence(answer.error), { state: 'warning' })
      return
    }
    toast(t('preferences.saved'))
    void loadPreferences()
  }
  const themes = [{ value: '', text: t('preferences.themeNone') }, { value: 'light', text: themeName('light') }, { value: 'dark', text: themeName('dark') }]
  return (
    <Card title={t('preferences.everywhere')}>
      <form class="card-body form" onSubmit={(event) => void save(event)}>
        <SelectField label={t('preferences.theme')} value={theme} onValue={setTheme} options={themes} help={t('preferences.themeHelp')} />
        <Picker label={t('preferences.zone')} value={zone} onValue={setZone} options={zoneOptions} />
        <Picker label={t('preferences.home')} value={home} onValue={setHome} options={homeOptions} />
        <SelectField label={t('preferences.language')} value={language} onValue={setLanguage} options={LANGUAGES} help={t('preferences.languageHelp')} />
        <div class="row"><Button type="submit" kind="primary" label={t('preferences.save')} busy={busy} /></div>
      </form>
    </Card>
  )
}

/** A labelled select with search, for long lists. */
function Picker({ label, value, onValue, options }: { label: string; value: string; onValue: (value: string) => void; options: { value: string; text: string; hint?: string }[] }): JSX.Element {
  const shown = options.find((option) => option.value === value)?.text ?? value
  return (
    <Field label={label}>
      {(ids) => (
        <Choice label={label} options={options} selected={[value]} onSelect={([chosen]) => onValue(chosen ?? '')}
          trigger={(button) => <button type="button" id={ids.id} {...button} class="input" aria-label={`${label}: ${shown}`}><span class="clip grow">{shown}</span><Icon of={chevron} class="i-s" /></button>} />
      )}
    </Field>
  )
}
