import type { JSX } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import { importDashboard, type ImportInput } from '../../api/dashboards'
import { search } from '../../api/search'
import type { ApiError } from '../../api/result'
import { Page } from '../../app/page'
import { navigate, place, url } from '../../app/router'
import { isEditor, sessionKnown, settings } from '../../app/session'
import { Banner } from '../../ui/banner'
import { Button } from '../../ui/button'
import { Card } from '../../ui/card'
import { errorSentence } from '../../ui/errors'
import { Check, Field, SelectField, TextField } from '../../ui/field'
import { t } from '../../ui/i18n'
import { toast } from '../../ui/toast'
import { useData } from '../../ui/usedata'
import { NotPermitted } from '../notpermitted'
import { folderOptions, folderTree } from '../browse/foldertree'
import { isReadError, readDashboard, type Input, type ReadError, type Report } from './capability'
import { CapabilityReport } from './report'
import '../datasources/datasources.css'
import './import.css'

const MAX_BYTES = 10_000_000

function problemText(error: ReadError): string {
  if (error.problem === 'notJson') return t('import.notJson', error.detail)
  return error.problem === 'schemaV2' ? t('import.schemaV2') : t('import.notDashboard')
}

/** Paste or choose a file, see what will be missing, choose a folder, import. */
export default function ImportPage(): JSX.Element {
  const [source, setSource] = useState('')
  const [fileError, setFileError] = useState<string | undefined>(undefined)
  const report = useMemo(() => (source.trim() ? readDashboard(source, settings.value?.dashboardCapabilities) : undefined), [source, settings.value])
  const error = fileError ?? (report && isReadError(report) ? problemText(report) : undefined)
  const read = async (file: File | undefined): Promise<void> => {
    if (!file) return
    setFileError(file.size > MAX_BYTES ? t('import.tooLarge') : undefined)
    if (file.size <= MAX_BYTES) setSource(await file.text())
  }
  return (
    <Page name="import" state={sessionKnown.value ? 'ready' : 'loading'} title={t('browse.import')}>
      <div class="page">
        <div class="page-head"><nav class="crumb" aria-label={t('browse.crumbs')}><a href={url('dashboards')}>{t('nav.dashboards')}</a> / </nav><h1>{t('browse.import')}</h1></div>
        {sessionKnown.value && !isEditor.value ? <NotPermitted>{t('import.notPermitted')}</NotPermitted> : <div class="source-form" onDragOver={(event) => event.preventDefault()} onDrop={(event) => { event.preventDefault(); void read(event.dataTransfer?.files[0]) }}>
          <Card title={t('import.source')}>
            <div class="card-body form">
              <Field label={t('import.file')} help={t('import.fileHelp')}>{(ids) => <input {...ids} type="file" accept=".json,application/json" onChange={(event) => void read(event.currentTarget.files?.[0])} />}</Field>
              <Field label={t('import.paste')} error={error}>{(ids) => <textarea {...ids} class="input mono" rows={8} value={source} spellcheck={false} onInput={(event) => { setFileError(undefined); setSource(event.currentTarget.value) }} />}</Field>
            </div>
          </Card>
          {report && !isReadError(report) && <Target key={source} report={report} />}
        </div>}
      </div>
    </Page>
  )
}

/** Names of data sources that fit an input of a type. */
const fitting = (input: Input): { value: string; text: string }[] =>
  Object.values(settings.value?.datasources ?? {}).filter((source) => source.type === input.pluginId && source.uid).map((source) => ({ value: source.uid ?? '', text: source.name }))

function Target({ report }: { report: Report }): JSX.Element {
  const [title, setTitle] = useState(report.title)
  const [folder, setFolder] = useState(place.value.query.get('folder') ?? '')
  const [overwrite, setOverwrite] = useState(false)
  const [values, setValues] = useState<Record<string, string>>(() => Object.fromEntries(report.inputs.map((input) => [input.name, input.type === 'datasource' ? fitting(input)[0]?.value ?? '' : input.value])))
  const [error, setError] = useState<ApiError | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const folders = useData('folders', (signal) => search({ type: 'dash-folder', limit: 1000 }, signal))
  const places = [{ value: '', text: t('browse.root') }, ...folderOptions(folderTree(folders.value ?? []))]
  const missing = report.inputs.find((input) => !values[input.name])
  const run = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (!title.trim() || missing) return
    setBusy(true)
    setError(undefined)
    const inputs = report.inputs.map((input): ImportInput => ({ name: input.name, type: input.type, pluginId: input.pluginId, value: values[input.name] ?? '' }))
    const answer = await importDashboard({ ...report.dashboard, id: null, title: title.trim() }, inputs, folder, overwrite)
    setBusy(false)
    if (!answer.ok) {
      setError(answer.error)
      return
    }
    toast(t('import.done', answer.value.title))
    navigate(answer.value.importedUrl || `d/${encodeURIComponent(answer.value.uid)}`)
  }
  return (
    <>
      <CapabilityReport report={report} />
      <Card title={t('import.target')}>
        <form class="card-body form" onSubmit={(event) => void run(event)} noValidate>
          {error && <Banner state={error.kind === 'conflict' ? 'warning' : 'down'} word={t('import.failed')}>{errorSentence(error)}</Banner>}
          <TextField label={t('import.title')} value={title} onValue={setTitle} error={title.trim() ? undefined : t('field.missing')} />
          <SelectField label={t('table.folder')} value={folder} onValue={setFolder} options={places} />
          {report.inputs.map((input) => <InputField key={input.name} input={input} value={values[input.name] ?? ''} onValue={(value) => setValues({ ...values, [input.name]: value })} />)}
          {(error?.kind === 'conflict' || overwrite) && <Check label={t('import.overwrite')} checked={overwrite} onChecked={setOverwrite} />}
          <div class="row"><Button type="submit" kind="primary" label={t('import.run')} busy={busy} disabledReason={missing ? t('import.inputMissing', missing.label) : undefined} /></div>
        </form>
      </Card>
    </>
  )
}

function InputField({ input, value, onValue }: { input: Input; value: string; onValue: (value: string) => void }): JSX.Element {
  if (input.type !== 'datasource') return <TextField label={input.label} value={value} onValue={onValue} help={input.description || undefined} />
  const options = fitting(input)
  return <SelectField label={input.label} value={value} onValue={onValue} options={[{ value: '', text: options.length > 0 ? t('import.choose') : t('import.noSource', input.pluginId) }, ...options]} help={input.description || undefined} />
}
