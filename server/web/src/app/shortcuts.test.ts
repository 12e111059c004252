import { afterEach, describe, expect, it, vi } from 'vitest'
import { addShortcuts, chooseSingleKeys, pressKey } from './shortcuts'

const press = (key: string, more: Partial<KeyboardEvent> = {}): boolean => pressKey({ key, ctrlKey: false, metaKey: false, altKey: false, ...more })
const removes: (() => void)[] = []
const add = (keys: string, run: () => void): void => { removes.push(addShortcuts({ title: 'x', shortcuts: [{ keys, label: keys, run }] })) }

afterEach(() => {
  for (const remove of removes.splice(0)) remove()
  chooseSingleKeys(true)
  vi.useRealTimers()
})

describe('pressKey', () => {
  it('runs a sequence only when its keys follow one another in time', () => {
    vi.useFakeTimers()
    const run = vi.fn()
    add('t z', run)
    expect([press('t'), press('z')]).toEqual([true, true])
    expect(run).toHaveBeenCalledTimes(1)
    press('t')
    vi.advanceTimersByTime(1300)
    expect(press('z')).toBe(false)
    expect(run).toHaveBeenCalledTimes(1)
  })

  it('tells upper from lower case in sequences, arrows, and Ctrl with either key', () => {
    const run = vi.fn()
    add('d E', () => run('E'))
    add('d e', () => run('e'))
    add('t ←', () => run('left'))
    add('Ctrl+k', () => run('k'))
    for (const key of ['d', 'E', 'd', 'e', 't', 'ArrowLeft']) press(key)
    press('k', { metaKey: true })
    expect(run.mock.calls.flat()).toEqual(['E', 'e', 'left', 'k'])
  })

  it('lets the newest group win and gives the key back when it goes', () => {
    const [frame, page] = [vi.fn(), vi.fn()]
    add('e', frame)
    const remove = addShortcuts({ title: 'page', shortcuts: [{ keys: 'e', label: 'e', run: page }] })
    press('e')
    remove()
    press('e')
    expect([page.mock.calls.length, frame.mock.calls.length]).toEqual([1, 1])
  })

  it('leaves single letters alone when they are switched off, but not Ctrl', () => {
    const run = vi.fn()
    add('?', run)
    add('Ctrl+k', run)
    chooseSingleKeys(false)
    expect([press('?'), press('k', { ctrlKey: true })]).toEqual([false, true])
    expect(run).toHaveBeenCalledTimes(1)
  })
})
