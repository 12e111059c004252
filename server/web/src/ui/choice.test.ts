import { describe, expect, it } from 'vitest'
import { ticked } from './choice'
import { nextEntry } from './menu'
import { ancestors, flatten, type TreeNode } from './tree'

describe('ticked', () => {
  it('adds, takes away, and lets All and the others exclude each other', () => {
    expect(ticked(['a'], 'b', '$__all')).toEqual(['a', 'b'])
    expect(ticked(['a', 'b'], 'a', '$__all')).toEqual(['b'])
    expect(ticked(['a', 'b'], '$__all', '$__all')).toEqual(['$__all'])
    expect(ticked(['$__all'], 'a', '$__all')).toEqual(['a'])
    expect(ticked(['a'], 'a', '$__all')).toEqual(['$__all'])
    expect(ticked(['a'], 'a', undefined)).toEqual([])
  })
})

describe('nextEntry', () => {
  const labels = ['Edit', 'View', 'Explore', 'Remove']
  it('goes round the end and jumps by letters', () => {
    expect(nextEntry({ key: 'ArrowDown' }, labels, 3)).toBe(0)
    expect(nextEntry({ key: 'ArrowUp' }, labels, 0)).toBe(3)
    expect(nextEntry({ key: 'e' }, labels, 0)).toBe(2)
    expect(nextEntry({ key: 'e' }, labels, 2)).toBe(0)
    expect(nextEntry({ key: 'x' }, labels, 0)).toBeUndefined()
    expect(nextEntry({ key: 'e', ctrlKey: true }, labels, 0)).toBeUndefined()
  })
})

describe('flatten', () => {
  const leaf = (id: string, children: TreeNode[] = []): TreeNode => ({ id, label: id, children })
  const roots = [leaf('a', [leaf('b', [leaf('c')])]), leaf('d')]
  it('shows what hangs under open nodes only', () => {
    expect(flatten(roots, new Set()).map((line) => line.node.id)).toEqual(['a', 'd'])
    expect(flatten(roots, new Set(['a', 'b'])).map((line) => [line.node.id, line.level, line.parent])).toEqual([['a', 1, undefined], ['b', 2, 'a'], ['c', 3, 'b'], ['d', 1, undefined]])
  })
  it('knows the way to a node', () => {
    expect(ancestors(roots, 'c')).toEqual(['a', 'b'])
    expect(ancestors(roots, 'd')).toEqual([])
  })
})
