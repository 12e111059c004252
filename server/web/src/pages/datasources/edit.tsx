import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { checkSource, deleteSource, getSource, saveSource, type DataSource } from '../../api/datasources'
import { ok, type Result } from '../../api/result'
import { Page } from '../../app/page'
import { navigate, url, type PageProps } from '../../app/router'
import { isAdmin, loadSettings, sessionKnown } from '../../app/session'
import { announce } from '../../ui/announce'
import { Banner } from '../../ui/banner'
import { Button } from '../../ui/button'
import { ask } from '../../ui/dialog'
import { errorSentence } from '../../ui/errors'
import { t } from '../../ui/i18n'
import { Failed, Loading } from '../../ui/states'
import { toast } from '../../ui/toast'
import { useData } from '../../ui/usedata'
import { NotPermitted } from '../notpermitted'
import { draftOf, emptyDraft, errorsOf, toSend, type Draft, type DraftErrors } from './draft'
import { KindChoice, SourceForm } from './form'
import { kindName, kindOf } from './kinds'
import './datasources.css'

type Verdict = { good: boolean; sentence: string }

/** Adds a data source or changes one, and asks it whether it works. */
export default function DataSourceEditPage({ params }: PageProps): JSX.Element {
  const uid = params['uid']
  const stored = useData(`datasource:${uid ?? ''}`, (signal) => (uid ? getSource(uid, signal) : Promise.resolve(ok(undefined))))
  const title = uid ? stored.value?.name ?? t('nav.datasources') : t('datasources.add')
  const loading = !sessionKnown.value || (stored.loading && !stored.value && uid !== undefined)
  return (
    <Page name="datasource" state={loading ? 'loading' : 'ready'} title={title}>
      <div class="page">
        <div class="page-head"><nav class="crumb" aria-label={t('browse.crumbs')}><a href={url('datasources')}>{t('nav.datasources')}</a> / </nav><h1 class="clip">{title}</h1></div>
        {stored.error ? <Failed error={stored.error} acts={<Button label={t('states.retry')} onClick={stored.again} />} /> : loading ? <Loading /> : !uid && !isAdmin.value ? <NotPermitted>{t('datasources.notPermitted')}</NotPermitted> : <Editor key={stored.value?.uid ?? ''} stored={stored.value} onSaved={stored.again} />}
      </div>
    </Page>
  )
}

type Acts = { verdict: Verdict | undefined; busy: Busy | undefined; test: (uid: string) => Promise<void>; save: (draft: Draft) => Promise<void>; remove: () => Promise<void> }
type Busy = 'save' | 'test' | 'delete'

/** What can be done with the source, and what came of it. */
function useActs(stored: DataSource | undefined): Acts {
  const [verdict, setVerdict] = useState<Verdict | undefined>(undefined)
  const [busy, setBusy] = useState<Busy | undefined>(undefined)
  useEffect(() => { if (verdict) announce(verdict.sentence) }, [verdict])
  const during = async <T,>(what: Busy, work: Promise<Result<T>>): Promise<Result<T>> => {
    setBusy(what)
    const answer = await work
    setBusy(undefined)
    if (!answer.ok) setVerdict({ good: false, sentence: what === 'test' && answer.error.kind === 'refused' ? answer.error.message : errorSentence(answer.error) })
    return answer
  }
  const test = async (uid: string): Promise<void> => {
    const answer = await during('test', checkSource(uid))
    if (answer.ok) setVerdict({ good: answer.value.status === 'OK', sentence: answer.value.message || t('datasources.works') })
  }
  const save = async (draft: Draft): Promise<void> => {
    setVerdict(undefined)
    const answer = await during('save', saveSource(stored?.uid, toSend(draft, stored)))
    if (!answer.ok) return
    void loadSettings()
    toast(t('datasources.saved', answer.value.name))
    if (stored) await test(answer.value.uid)
    else navigate(`datasources/edit/${encodeURIComponent(answer.value.uid)}?test`, { replace: true })
  }
  const remove = async (): Promise<void> => {
    if (!stored || !await ask({ title: t('datasources.deleteTitle', stored.name), effect: t('datasources.deleteEffect'), act: t('browse.delete'), danger: true, typed: stored.name })) return
    const answer = await during('delete', deleteSource(stored.uid))
    if (!answer.ok) return
    void loadSettings()
    toast(t('datasources.deleted', stored.name))
    navigate('datasources')
  }
  return { verdict, busy, test, save, remove }
}

function Editor({ stored, onSaved }: { stored: DataSource | undefined; onSaved: () => void }): JSX.Element {
  const [draft, setDraft] = useState<Draft>(() => (stored ? draftOf(stored) : emptyDraft('prometheus')))
  const [errors, setErrors] = useState<DraftErrors>({})
  const { verdict, busy, test, save, remove } = useActs(stored)
  const kind = kindOf(draft.type)
  const fixed = stored?.readOnly === true || !isAdmin.value
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    const found = errorsOf(draft, kind?.url ?? true)
    setErrors(found)
    if (Object.keys(found).length > 0) announce(t('datasources.mend'))
    else await save(draft).then(onSaved)
  }
  // A source that was just added is asked at once: that is what one wants to know next.
  useEffect(() => { if (stored && new URLSearchParams(location.search).has('test')) void test(stored.uid) }, [])
  return (
    <form class="source-form" onSubmit={(event) => void submit(event)} noValidate>
      {stored?.readOnly && <Banner state="info" word={t('datasources.readOnlyWord')}>{t('datasources.readOnly')}</Banner>}
      {verdict && <Banner state={verdict.good ? 'ok' : 'down'} word={verdict.good ? t('datasources.worksWord') : t('datasources.failsWord')}>{verdict.sentence}</Banner>}
      {!stored && <KindChoice type={draft.type} onType={(type) => setDraft({ ...emptyDraft(type), name: draft.name })} />}
      {stored && !kind && <Banner state="unknown" word={kindName(draft.type)}>{t('datasources.unknownKind')}</Banner>}
      <SourceForm draft={draft} errors={errors} kind={kind} stored={stored} disabled={fixed} onDraft={(change) => setDraft({ ...draft, ...change })} />
      <div class="row wrap">
        {!fixed && <Button type="submit" kind="primary" label={stored ? t('datasources.saveTest') : t('datasources.addTest')} busy={busy === 'save'} />}
        {stored && <Button label={t('datasources.test')} busy={busy === 'test'} onClick={() => void test(stored.uid)} />}
        <span class="grow" />
        {stored && !fixed && <Button kind="danger" label={t('datasources.deleteAsk')} busy={busy === 'delete'} onClick={() => void remove()} />}
      </div>
    </form>
  )
}
