import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { saveDashboard } from '../../api/dashboards'
import type { ApiError } from '../../api/result'
import { search } from '../../api/search'
import { Page } from '../../app/page'
import { navigate, place, url } from '../../app/router'
import { isEditor, sessionKnown } from '../../app/session'
import { Banner } from '../../ui/banner'
import { Button } from '../../ui/button'
import { Card } from '../../ui/card'
import { errorSentence } from '../../ui/errors'
import { SelectField, TextField } from '../../ui/field'
import { t } from '../../ui/i18n'
import { useData } from '../../ui/usedata'
import { folderOptions, folderTree } from '../browse/foldertree'
import { NotPermitted } from '../notpermitted'
import '../datasources/datasources.css'

const SCHEMA_VERSION = 39

/** What a dashboard is before it has panels. */
export const blankDashboard = (title: string): Record<string, unknown> =>
  ({ title, tags: [], timezone: 'browser', schemaVersion: SCHEMA_VERSION, time: { from: 'now-6h', to: 'now' }, refresh: '', panels: [], templating: { list: [] }, annotations: { list: [] } })

/** A name and a folder make a dashboard. */
export default function NewDashboardPage(): JSX.Element {
  return (
    <Page name="newdashboard" state={sessionKnown.value ? 'ready' : 'loading'} title={t('newDashboard.title')}>
      <div class="page">
        <div class="page-head"><nav class="crumb" aria-label={t('browse.crumbs')}><a href={url('dashboards')}>{t('nav.dashboards')}</a> / </nav><h1>{t('newDashboard.title')}</h1></div>
        {sessionKnown.value && (isEditor.value ? <div class="source-form"><Form /></div> : <NotPermitted>{t('newDashboard.notPermitted')}</NotPermitted>)}
      </div>
    </Page>
  )
}

function Form(): JSX.Element {
  const [title, setTitle] = useState('')
  const [folder, setFolder] = useState(place.value.query.get('folder') ?? '')
  const [tried, setTried] = useState(false)
  const [error, setError] = useState<ApiError | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const folders = useData('folders', (signal) => search({ type: 'dash-folder', limit: 1000 }, signal))
  const create = async (event: Event): Promise<void> => {
    event.preventDefault()
    setTried(true)
    if (!title.trim()) return
    setBusy(true)
    const answer = await saveDashboard(blankDashboard(title.trim()), { folderUid: folder })
    setBusy(false)
    if (answer.ok) navigate(answer.value.url)
    else setError(answer.error)
  }
  return (
    <Card title={t('newDashboard.about')}>
      <form class="card-body form" onSubmit={(event) => void create(event)} noValidate>
        {error && <Banner state="down" word={t('newDashboard.failed')}>{errorSentence(error)}</Banner>}
        <TextField label={t('import.title')} value={title} onValue={setTitle} error={tried && !title.trim() ? t('field.missing') : undefined} autofocus autocomplete="off" maxLength={189} />
        <SelectField label={t('table.folder')} value={folder} onValue={setFolder} options={[{ value: '', text: t('browse.root') }, ...folderOptions(folderTree(folders.value ?? []))]} />
        <p class="soft">{t('newDashboard.panels')}</p>
        <div class="row"><Button type="submit" kind="primary" label={t('newDashboard.create')} busy={busy} /></div>
      </form>
    </Card>
  )
}
