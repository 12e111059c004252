import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { t } from '../../ui/i18n'
import { Tree, type TreeNode } from '../../ui/tree'

type MoveDialogProps = { title: string; tree: TreeNode[]; busy: boolean; onClose: () => void; onMove: (uid: string, name: string) => void }

/** Where to? The root is a place too. */
export function MoveDialog({ title, tree, busy, onClose, onMove }: MoveDialogProps): JSX.Element {
  const [target, setTarget] = useState('')
  const roots: TreeNode[] = [{ id: '', label: t('browse.root'), children: [] }, ...tree]
  const name = (nodes: TreeNode[]): string | undefined => {
    for (const node of nodes) {
      const found = node.id === target ? node.label : name(node.children)
      if (found !== undefined) return found
    }
    return undefined
  }
  return (
    <Dialog title={title} onClose={onClose} buttons={(
      <>
        <span class="grow soft clip">{t('browse.moveTo', name(roots) ?? '')}</span>
        <Button label={t('dialog.cancel')} onClick={onClose} />
        <Button kind="primary" label={t('browse.moveHere')} busy={busy} onClick={() => onMove(target, name(roots) ?? '')} />
      </>
    )}>
      <div class="move-tree"><Tree label={t('browse.folders')} roots={roots} selected={target} onSelect={setTarget} /></div>
    </Dialog>
  )
}
