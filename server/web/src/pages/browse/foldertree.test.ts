import { describe, expect, it } from 'vitest'
import type { Hit } from '../../api/search'
import { below, folderTree, without } from './foldertree'
import { sorted, type Row } from './listing'

const hit = (uid: string, title: string, folderUid?: string): Hit => ({ uid, title, url: '', type: 'dash-folder', tags: [], isStarred: false, folderUid, folderTitle: undefined, folderUrl: undefined })
const row = (kind: Row['kind'], title: string): Row => ({ kind, uid: title, title, url: '', tags: [], isStarred: false, folderTitle: undefined })

describe('folderTree', () => {
  const roots = folderTree([hit('b', 'B', 'a'), hit('a', 'A'), hit('c', 'C', 'b'), hit('x', 'X', 'not-visible')])
  it('puts folders under their parents, orphans at the root', () => {
    expect(roots.map((node) => node.id)).toEqual(['a', 'x'])
    expect(roots[0]?.children[0]?.children[0]?.id).toBe('c')
  })
  it('knows where a folder cannot be moved to', () => {
    expect([...below(roots, 'b')]).toEqual(['b', 'c'])
    expect(without(roots, below(roots, 'b'))[0]?.children).toEqual([])
  })
})

describe('sorted', () => {
  it('keeps folders before dashboards in both directions', () => {
    const rows = [row('dashboard', 'b'), row('folder', 'z'), row('dashboard', 'a'), row('folder', 'y')]
    expect(sorted(rows, false).map((one) => one.title)).toEqual(['y', 'z', 'a', 'b'])
    expect(sorted(rows, true).map((one) => one.title)).toEqual(['z', 'y', 'b', 'a'])
  })
})
