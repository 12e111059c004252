import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { runJob, type Job } from '../../api/cluster'
import { Button } from '../../ui/button'
import { Card } from '../../ui/card'
import { errorSentence } from '../../ui/errors'
import { lengthText } from '../../ui/format'
import { StateWord, type State } from '../../ui/glyph'
import { t } from '../../ui/i18n'
import { Table, type Column } from '../../ui/table'
import { toast } from '../../ui/toast'

const isRunning = (job: Job): boolean => job.startedAt > job.finishedAt

function stateOf(job: Job): { state: State; word: string } {
  if (isRunning(job)) return { state: 'degraded', word: t('job.running') }
  if (job.finishedAt === 0) return { state: 'unknown', word: t('job.never') }
  return job.result === '' || job.result === 'ok' || job.result === 'done' ? { state: 'ok', word: t('job.done') } : { state: 'down', word: t('job.failed') }
}

/** "4 min ago on node-b, took 0.2 s" */
function lastText(job: Job, clock: number): string {
  if (isRunning(job)) return t('job.runningOn', lengthText(clock - job.startedAt), job.owner)
  return job.finishedAt === 0 ? '' : t('job.last', lengthText(clock - job.finishedAt), job.owner || '–', lengthText(job.finishedAt - job.startedAt))
}

/** Work that runs once in the cluster: when, where, how it ended, and a way to run it now. */
export function Jobs({ jobs, clock, onChanged }: { jobs: Job[]; clock: number; onChanged: () => void }): JSX.Element {
  const [asked, setAsked] = useState('')
  const run = async (job: Job): Promise<void> => {
    setAsked(job.name)
    const answer = await runJob(job.name)
    setAsked('')
    if (answer.ok) toast(t('job.asked', job.name))
    else toast(answer.error.kind === 'conflict' ? t('job.runsAlready', job.name) : errorSentence(answer.error), { state: 'warning' })
    onChanged()
  }
  const columns: Column<Job>[] = [
    { id: 'name', title: t('job.job'), cell: (job) => <span class="job"><b class="strong">{job.name}</b><span class="caption muted">{lastText(job, clock)}</span>{job.message && stateOf(job).state === 'down' && <span class="caption down">{job.message}</span>}</span> },
    { id: 'state', title: t('node.state'), cell: (job) => <StateWord {...stateOf(job)} /> },
    { id: 'due', title: t('job.due'), number: true, hide: 'phone', cell: (job) => (isRunning(job) ? '' : job.dueAt <= clock ? t('job.dueNow') : t('job.dueIn', lengthText(job.dueAt - clock))) },
    { id: 'run', title: t('job.run'), quiet: true, number: true, cell: (job) => <Button small label={t('job.run')} name={t('job.runNamed', job.name)} busy={asked === job.name} disabledReason={isRunning(job) ? t('job.runsAlready', job.name) : undefined} onClick={() => void run(job)} /> },
  ]
  return (
    <Card title={t('cluster.jobs')}>
      {jobs.length === 0 ? <p class="card-body soft">{t('cluster.noJobs')}</p> : <Table label={t('cluster.jobs')} columns={columns} rows={jobs} keyOf={(job) => job.name} />}
    </Card>
  )
}
