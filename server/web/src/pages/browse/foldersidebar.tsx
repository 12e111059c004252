import type { JSX } from 'preact'
import { navigate } from '../../app/router'
import { t } from '../../ui/i18n'
import { Tree, type TreeNode } from '../../ui/tree'

/** The folders at the left; the list says the rest. */
export function FolderTree({ tree, selected }: { tree: TreeNode[]; selected: string | undefined }): JSX.Element | null {
  if (tree.length === 0) return null
  const roots: TreeNode[] = [{ id: '', label: t('browse.root'), children: [] }, ...tree]
  return (
    <div class="card browse-tree">
      <Tree label={t('browse.folders')} roots={roots} selected={selected ?? ''} onSelect={(id) => navigate(id ? `dashboards/f/${encodeURIComponent(id)}` : 'dashboards')} />
    </div>
  )
}
