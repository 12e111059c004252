import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { deleteDashboard, moveDashboard } from '../../api/dashboards'
import { deleteFolder, moveFolder } from '../../api/folders'
import type { ApiError, Result } from '../../api/result'
import { forgetVisit } from '../../app/recent'
import { Button } from '../../ui/button'
import { ask } from '../../ui/dialog'
import { errorSentence } from '../../ui/errors'
import { t } from '../../ui/i18n'
import { toast } from '../../ui/toast'
import type { TreeNode } from '../../ui/tree'
import { below, without } from './foldertree'
import { MoveDialog } from './movedialog'
import type { Row } from './listing'

type BulkBarProps = { rows: Row[]; tree: TreeNode[]; onClear: () => void; onChanged: () => void }

/** Does one after another and says how far it came: half a job done is not hidden. */
async function each(rows: Row[], act: (row: Row) => Promise<Result<unknown>>): Promise<{ done: number; failed: { row: Row; error: ApiError }[] }> {
  const failed: { row: Row; error: ApiError }[] = []
  for (const row of rows) {
    const answer = await act(row)
    if (!answer.ok) failed.push({ row, error: answer.error })
  }
  return { done: rows.length - failed.length, failed }
}

/** Acts on ticked rows. */
export function BulkBar({ rows, tree, onClear, onChanged }: BulkBarProps): JSX.Element {
  const [moving, setMoving] = useState(false)
  const [busy, setBusy] = useState(false)
  const finish = (said: string, failed: { row: Row; error: ApiError }[]): void => {
    setBusy(false)
    setMoving(false)
    const first = failed[0]
    if (first) toast(t('browse.someFailed', failed.length, first.row.title, errorSentence(first.error)), { state: 'warning' })
    else toast(said)
    onChanged()
  }
  const remove = async (): Promise<void> => {
    const folders = rows.filter((row) => row.kind === 'folder')
    const effect = folders.length > 0 ? t('browse.deleteEffectFolders') : t('browse.deleteEffect')
    if (!await ask({ title: t('browse.deleteTitle', rows.length), effect, act: t('browse.delete'), danger: true, ...(folders[0] ? { typed: folders[0].title } : {}) })) return
    setBusy(true)
    const { done, failed } = await each(rows, async (row) => {
      if (row.kind === 'folder') return deleteFolder(row.uid)
      forgetVisit(row.uid)
      return deleteDashboard(row.uid)
    })
    finish(t('browse.deleted', done), failed)
  }
  const move = async (target: string, name: string): Promise<void> => {
    setBusy(true)
    const { done, failed } = await each(rows, (row) => row.kind === 'folder' ? moveFolder(row.uid, target) : moveDashboard(row.uid, target, t('browse.moveMessage', name)))
    finish(t('browse.moved', done, name), failed)
  }
  const blocked = new Set(rows.filter((row) => row.kind === 'folder').flatMap((row) => [...below(tree, row.uid)]))
  return (
    <div class="row wrap bulk" role="toolbar" aria-label={t('browse.bulk')}>
      <b class="strong">{t('browse.selected', rows.length)}</b>
      <Button label={t('browse.move')} busy={busy} onClick={() => setMoving(true)} />
      <Button kind="danger" label={t('browse.deleteAsk')} busy={busy} onClick={() => void remove()} />
      <span class="grow" />
      <Button kind="ghost" label={t('browse.unselect')} onClick={onClear} />
      {moving && <MoveDialog title={t('browse.moveTitle', rows.length)} tree={without(tree, blocked)} busy={busy} onClose={() => setMoving(false)} onMove={(target, name) => void move(target, name)} />}
    </div>
  )
}
