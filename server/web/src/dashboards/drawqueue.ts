/** Runs drawing work a few milliseconds a frame, most urgent first, so that twenty new answers never make one long task. */
export type DrawQueue = {
  /** Queues work under a key; work of the same key that has not run yet is replaced. Lower `rank` runs first. */
  add(key: string, rank: number, work: () => void): void
  drop(key: string): void
  /** Forgets everything that waits. */
  clear(): void
}

export type FrameTimer = { request(run: () => void): void; now(): number }

/** Frames of the browser; a hidden page gets no frames, so it goes on by timer. */
export const browserFrames: FrameTimer = {
  request: (run) => { if (document.hidden) setTimeout(run, 50); else requestAnimationFrame(run) },
  now: () => performance.now(),
}

/** Lets renders and chart commits that the work has queued as microtasks run, so that they count. */
const settled = async () => { for (let i = 0; i < 4; i += 1) await Promise.resolve() }

/** Script ms a frame. Painting a chart follows its script, is not measured here, and costs several times as much. */
const frameBudget = 4

export function createDrawQueue(timer: FrameTimer = browserFrames, budget = frameBudget): DrawQueue {
  const waiting = new Map<string, { rank: number; work: () => void }>()
  let requested = false

  const next = (): [string, () => void] | null => {
    let best: [string, { rank: number; work: () => void }] | null = null
    for (const entry of waiting) if (!best || entry[1].rank < best[1].rank) best = entry
    return best && [best[0], best[1].work]
  }

  async function frame() {
    const start = timer.now()
    do {
      const found = next()
      if (!found) break
      waiting.delete(found[0])
      found[1]()
      await settled()
    } while (timer.now() - start < budget)
    requested = false
    if (waiting.size) request()
  }

  function request() {
    if (requested) return
    requested = true
    timer.request(() => { void frame() })
  }

  return {
    add(key, rank, work) {
      waiting.set(key, { rank, work })
      request()
    },
    drop: (key) => { waiting.delete(key) },
    clear: () => waiting.clear(),
  }
}
