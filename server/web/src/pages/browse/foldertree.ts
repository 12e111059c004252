import type { Hit } from '../../api/search'
import type { TreeNode } from '../../ui/tree'

/** Folders by their parents; one whose parent is not visible to this person stands at the root. */
export function folderTree(folders: Hit[]): TreeNode[] {
  const nodes = new Map(folders.map((hit) => [hit.uid, { id: hit.uid, label: hit.title, children: [] as TreeNode[] }]))
  const roots: TreeNode[] = []
  for (const hit of folders) {
    const node = nodes.get(hit.uid)
    const parent = hit.folderUid ? nodes.get(hit.folderUid) : undefined
    if (node) (parent && parent !== node ? parent.children : roots).push(node)
  }
  const sort = (list: TreeNode[]): void => {
    list.sort((a, b) => a.label.localeCompare(b.label))
    for (const node of list) sort(node.children)
  }
  sort(roots)
  return roots
}

/** A folder and everything below it: where it cannot be moved to. */
export function below(roots: TreeNode[], id: string): Set<string> {
  const collect = (node: TreeNode): string[] => [node.id, ...node.children.flatMap(collect)]
  const find = (list: TreeNode[]): TreeNode | undefined => {
    for (const node of list) {
      if (node.id === id) return node
      const found = find(node.children)
      if (found) return found
    }
    return undefined
  }
  const start = find(roots)
  return new Set(start ? collect(start) : [id])
}

/** The tree without some branches. */
export const without = (roots: TreeNode[], left: ReadonlySet<string>): TreeNode[] =>
  roots.filter((node) => !left.has(node.id)).map((node) => ({ ...node, children: without(node.children, left) }))

/** Choices of a select in the order of the tree, deeper ones indented. */
export const folderOptions = (nodes: TreeNode[], depth = 0): { value: string; text: string }[] =>
  nodes.flatMap((node) => [{ value: node.id, text: `${'\u2003'.repeat(depth)}${node.label}` }, ...folderOptions(node.children, depth + 1)])
