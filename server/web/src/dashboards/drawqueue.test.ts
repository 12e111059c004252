import { expect, test } from 'vitest'
import { createDrawQueue } from './drawqueue'

/** Frames that come when the test says, and a clock that work moves on. */
function stage() {
  let clock = 1
  const frames: (() => void)[] = []
  const queue = createDrawQueue({ request: (run) => frames.push(run), now: () => clock }, 12)
  const done: string[] = []
  const add = (key: string, rank: number, ms: number) => queue.add(key, rank, () => { done.push(key); clock += ms })
  const frame = async (passed = 16) => { clock += passed; frames.shift()?.(); for (let i = 0; i < 60; i += 1) await Promise.resolve() }
  return { queue, done, add, frame, frames }
}

test('the most urgent work runs first, newest of a key only', async () => {
  const { done, add, frame } = stage()
  add('far', 1, 0)
  add('near', 0, 0)
  add('far', 1, 0)
  await frame()
  expect(done).toEqual(['near', 'far'])
})

test('a frame stops when its time is used, and the rest waits for the next', async () => {
  const { done, add, frame } = stage()
  for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) add(key, 0, 5)
  await frame()
  expect(done).toEqual(['a', 'b', 'c'])
  await frame()
  expect(done).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
})

test('work that takes longer than a frame has is alone in it', async () => {
  const { done, add, frame } = stage()
  for (const key of ['a', 'b']) add(key, 0, 50)
  await frame()
  expect(done).toEqual(['a'])
})

test('dropped and cleared work does not run', async () => {
  const { queue, done, add, frame } = stage()
  add('a', 0, 0)
  add('b', 0, 0)
  queue.drop('a')
  queue.clear()
  await frame()
  expect(done).toEqual([])
})
