import type { JSX } from 'preact'
import { useEffect, useId, useState } from 'preact/hooks'
import { createFolder, deleteFolder, folderCounts, moveFolder, renameFolder, type Folder } from '../../api/folders'
import type { Result } from '../../api/result'
import { navigate } from '../../app/router'
import { Button } from '../../ui/button'
import { ask, Dialog } from '../../ui/dialog'
import { errorSentence } from '../../ui/errors'
import { TextField } from '../../ui/field'
import { t } from '../../ui/i18n'
import { toast } from '../../ui/toast'
import type { TreeNode } from '../../ui/tree'
import { below, without } from './foldertree'
import { MoveDialog } from './movedialog'

export type FolderAct =
  | { kind: 'create'; parent: string | undefined }
  | { kind: 'rename'; folder: Folder }
  | { kind: 'move'; folder: TreeNode }
  | { kind: 'delete'; folder: TreeNode }

type Props = { act: FolderAct; tree: TreeNode[]; onClose: () => void; onChanged: () => void }

export function FolderDialog({ act, tree, onClose, onChanged }: Props): JSX.Element | null {
  if (act.kind === 'move') return <MoveFolder folder={act.folder} tree={tree} onClose={onClose} onChanged={onChanged} />
  if (act.kind === 'delete') return <DeleteFolder folder={act.folder} onClose={onClose} onChanged={onChanged} />
  const create = act.kind === 'create'
  return (
    <NameDialog title={create ? t('browse.newFolder') : t('browse.renameTitle')} act={create ? t('browse.create') : t('browse.renameAct')} start={create ? '' : act.folder.title} onClose={onClose}
      onName={(name) => (create ? createFolder(name, act.parent) : renameFolder(act.folder.uid, name, act.folder.version))}
      onDone={(folder) => {
        onChanged()
        onClose()
        if (create) navigate(`dashboards/f/${encodeURIComponent(folder.uid)}`)
        toast(create ? t('browse.created', folder.title) : t('browse.renamed', folder.title))
      }} />
  )
}

type NameDialogProps = { title: string; act: string; start: string; onClose: () => void; onName: (name: string) => Promise<Result<Folder>>; onDone: (folder: Folder) => void }

function NameDialog({ title, act, start, onClose, onName, onDone }: NameDialogProps): JSX.Element {
  const [name, setName] = useState(start)
  const [error, setError] = useState<string | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const id = useId()
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (!name.trim()) {
      setError(t('browse.nameMissing'))
      return
    }
    setBusy(true)
    const answer = await onName(name.trim())
    setBusy(false)
    if (answer.ok) onDone(answer.value)
    else setError(errorSentence(answer.error))
  }
  return (
    <Dialog title={title} onClose={onClose} buttons={<><span class="grow" /><Button label={t('dialog.cancel')} onClick={onClose} /><Button type="submit" form={id} kind="primary" label={act} busy={busy} /></>}>
      <form id={id} onSubmit={(event) => void submit(event)}><TextField label={t('table.name')} value={name} onValue={setName} error={error} autocomplete="off" maxLength={189} /></form>
    </Dialog>
  )
}

function MoveFolder({ folder, tree, onClose, onChanged }: { folder: TreeNode; tree: TreeNode[]; onClose: () => void; onChanged: () => void }): JSX.Element {
  const [busy, setBusy] = useState(false)
  const move = async (target: string, name: string): Promise<void> => {
    setBusy(true)
    const answer = await moveFolder(folder.id, target)
    setBusy(false)
    if (!answer.ok) {
      toast(errorSentence(answer.error), { state: 'warning' })
      return
    }
    onChanged()
    onClose()
    toast(t('browse.moved', 1, name))
  }
  return <MoveDialog title={t('browse.moveFolder', folder.label)} tree={without(tree, below(tree, folder.id))} busy={busy} onClose={onClose} onMove={(target, name) => void move(target, name)} />
}

function insideText(counts: { dashboard: number; folder: number } | undefined): string {
  if (!counts) return t('browse.deleteEffectFolders')
  return counts.dashboard + counts.folder === 0 ? t('browse.insideNothing') : t('browse.inside', counts.dashboard, counts.folder)
}

/** Asks first, and says what goes with it. */
function DeleteFolder({ folder, onClose, onChanged }: { folder: TreeNode; onClose: () => void; onChanged: () => void }): null {
  useEffect(() => {
    const run = async (): Promise<void> => {
      const counts = await folderCounts(folder.id)
      const inside = insideText(counts.ok ? counts.value : undefined)
      const yes = await ask({ title: t('browse.deleteFolderTitle', folder.label), effect: inside, act: t('browse.delete'), danger: true, typed: folder.label })
      onClose()
      if (!yes) return
      const answer = await deleteFolder(folder.id)
      if (!answer.ok) {
        toast(errorSentence(answer.error), { state: 'warning' })
        return
      }
      toast(t('browse.deleted', 1))
      navigate('dashboards')
      onChanged()
    }
    void run()
  }, [])
  return null
}
