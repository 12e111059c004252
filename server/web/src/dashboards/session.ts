// One open dashboard: what is asked when, and what has come. Knows no elements; the page draws from its signals.
import { batch, signal } from '@preact/signals'
import type { Annotation, DashboardLine, Line, PanelView, Placed, VariableLine, ViewRequest } from '../api/panelview'
import type { Ask, StreamEnd } from '../live/viewstream'
import { createCell, keyOf, receive, statusOf, type PanelCell, type PanelKey } from './cell'
import type { DrawQueue } from './drawqueue'
import type { RangeText } from './time/range'

export type Choice = {
  /** Null: as saved in the dashboard */
  range: RangeText | null
  timezone: string | null
  variables: Record<string, string[]>
}

export type Refusal = { status: number; messageId: string; message: string }
export type Surroundings = {
  ask: Ask
  queue: DrawQueue
  now(): number
  /** Calls back once after a while; returns what cancels it */
  later(ms: number, run: () => void): () => void
  window(): { width: number; height: number }
  /** IANA name of the reader's zone */
  zone(): string
  /** Size of a panel's drawing area, CSS px */
  sizeOf(placed: Placed): { width: number; height: number }
  /** Null when the view can be drawn at once, else when the code that draws it has come */
  drawable(view: PanelView): Promise<unknown> | null
  /** A panel's drawing is on the screen */
  drawn?(cell: PanelCell): void
}

/** A request that is on its way, and the panels whose answers it owes */
type Question = { id: number; abort: AbortController; whole: boolean; windowed: boolean; round: number; owes: PanelCell[] }
type PanelLine = Extract<Line, { kind: 'panel' }>

const firstRetry = 1000
const longestRetry = 15_000
const partsAtOnce = 2
/** px from one row of the grid to the next; the server takes the same to tell what stands in a window */
const gridStep = 38

export class DashboardSession {
  readonly dashboard = signal<DashboardLine | null>(null)
  readonly variables = signal<VariableLine[]>([])
  readonly annotations = signal<Annotation[]>([])
  readonly cells = signal<PanelCell[]>([])
  readonly ready = signal(false)
  readonly refusal = signal<Refusal | null>(null)
  readonly connection = signal<'up' | 'lost'>('up')
  /** When the last answer ended well, epoch ms of the browser */
  readonly lastGood = signal(0)
  readonly busy = signal(false)
  /** Rows opened or closed against what is saved, by panel id of the row */
  readonly rows = signal<Record<string, boolean>>({})

  #choice: Choice = { range: null, timezone: null, variables: {} }
  #round = 0
  #questions = 0
  #running = new Set<Question>()
  #near = new Map<PanelKey, boolean>()
  #observed = false
  #variablesKnown = false
  #retry = firstRetry
  #cancelLater: (() => void) | null = null
  #wholeSoon = false
  #cancelRetry: (() => void) | null = null
  readonly #around: Surroundings

  constructor(around: Surroundings) { this.#around = around }

  /** Asks for everything anew: first opening, another range, other variables. Data that is on the screen stays until new data comes. */
  open(choice: Choice) {
    this.#choice = choice
    this.#whole()
  }

  /** Asks for the panels near the window again. Does nothing while a whole answer is still on its way. */
  refresh() {
    if ([...this.#running].some((one) => one.whole) || this.connection.value === 'lost') return
    this.#round += 1
    this.#askNear()
  }

  /** Asks at once for one panel, for example after its error. */
  retry(key: PanelKey) {
    const cell = this.cells.value.find((one) => one.key === key)
    if (!cell) return
    cell.round = -1
    cell.asked = -1
    cell.etag = undefined
    this.#near.set(key, true)
    this.#askNear()
  }

  toggleRow(id: number, open: boolean) {
    this.rows.value = { ...this.rows.value, [id]: open }
    this.#soon(true)
  }

  /** A panel came near the window (`visible`: into it) or went away (null). */
  near(changes: Iterable<[PanelKey, boolean | null]>) {
    for (const [key, visible] of changes) if (visible === null) this.#near.delete(key); else this.#near.set(key, visible)
    this.#observed = true
    this.#checkReady()
    this.#soon(false)
  }

  /** Stops everything; nothing is asked or changed afterwards. */
  close() {
    this.#cancelLater?.()
    this.#cancelRetry?.()
    this.#abortAll()
    this.#around.queue.clear()
  }

  /** Gathers what happens at once into one question; a question for all makes one for a part needless. */
  #soon(whole: boolean) {
    this.#cancelLater?.()
    this.#wholeSoon ||= whole
    this.#cancelLater = this.#around.later(this.ready.value ? 60 : 0, () => { if (this.#wholeSoon) this.#whole(); else this.#askNear() })
  }

  #abortAll() {
    for (const one of this.#running) one.abort.abort()
    this.#running.clear()
    for (const cell of this.cells.value) { cell.asked = -1; cell.asking.value = false }
  }

  #base(): ViewRequest {
    const { range, timezone, variables } = this.#choice
    return {
      from: range?.from ?? '', to: range?.to ?? '', ...(timezone ? { timezone } : {}), browserZone: this.#around.zone(), variables,
      ...(Object.keys(this.rows.value).length ? { rows: this.rows.value } : {}),
    }
  }

  #whole() {
    this.#abortAll()
    this.#cancelRetry?.()
    this.#wholeSoon = false
    this.#round += 1
    this.#variablesKnown = false
    const known = this.dashboard.value !== null
    const cells = known ? this.#wanted() : []
    void this.#run(known ? { ...this.#base(), panels: this.#take(cells) } : { ...this.#base(), window: this.#around.window() }, cells, true)
  }

  /** Panels near the window whose data is not of this round: those in the window first, then in the order of the page. */
  #wanted(): PanelCell[] {
    const cells = this.cells.value.filter((cell) => this.#near.has(cell.key) && cell.round !== this.#round && cell.asked !== this.#round && cell.placed.value.type !== 'row')
    return [...cells.filter((cell) => this.#near.get(cell.key)), ...cells.filter((cell) => !this.#near.get(cell.key))]
  }

  #take(cells: PanelCell[]): NonNullable<ViewRequest['panels']> {
    return cells.map((cell) => {
      cell.asked = this.#round
      cell.asking.value = true
      const { id, repeatIndex } = cell.placed.value
      return { id, ...(repeatIndex === undefined ? {} : { repeatIndex }), ...this.#around.sizeOf(cell.placed.value), ...(cell.etag ? { etag: cell.etag } : {}) }
    })
  }

  #askNear() {
    if (!this.dashboard.value || this.connection.value === 'lost') return
    if ([...this.#running].filter((one) => !one.whole).length >= partsAtOnce) return
    const cells = this.#wanted()
    if (cells.length) void this.#run({ ...this.#base(), panels: this.#take(cells), panelsOnly: true }, cells, false)
  }

  async #run(request: ViewRequest, owes: PanelCell[], whole: boolean) {
    this.#questions += 1
    const one: Question = { id: this.#questions, abort: new AbortController(), whole, windowed: request.window !== undefined, round: this.#round, owes }
    this.#running.add(one)
    this.busy.value = true
    const end = await this.#around.ask(request, (line) => { if (!one.abort.signal.aborted) this.#line(line, one) }, one.abort.signal)
    if (!this.#running.delete(one)) return
    this.busy.value = this.#running.size > 0
    this.#finish(end, one)
  }

  #line(line: Line, question: Question) {
    this.connection.value = 'up'
    if (line.kind === 'panel') this.refusal.value = null
    if (line.kind === 'panel') this.#panelLine(line, question.round)
    else if (line.kind === 'dashboard') this.#dashboardLine(line, question)
    else if (line.kind === 'variable') {
      this.variables.value = [...this.variables.value.filter((one) => one.name !== line.name), line].toSorted(byOrder(this.dashboard.value?.variables))
      this.#checkReady()
    } else if (line.kind === 'annotations') this.annotations.value = line.items
    else if (line.kind === 'error') this.refusal.value = { status: 0, messageId: line.messageId, message: line.message }
  }

  #dashboardLine(line: DashboardLine, question: Question) {
    const known = new Map(this.cells.value.map((cell) => [cell.key, cell]))
    batch(() => {
      this.refusal.value = null
      this.dashboard.value = line
      if (line.variables) this.variables.value = this.variables.value.filter((one) => line.variables!.includes(one.name))
      this.cells.value = line.layout.map((placed) => {
        const key = keyOf(placed.id, placed.repeatIndex)
        const cell = known.get(key) ?? createCell(key, placed)
        cell.placed.value = placed
        return cell
      })
      if (question.windowed) {
        question.owes = this.cells.value.filter((cell) => cell.placed.value.type !== 'row' && cell.placed.value.y * gridStep < this.#around.window().height)
        for (const cell of question.owes) cell.asked = question.round
      }
      if (known.size !== this.cells.value.length || this.cells.value.some((cell) => !known.has(cell.key))) this.#observed = false
    })
  }

  #panelLine(line: PanelLine, round: number) {
    const key = keyOf(line.id, line.repeatIndex)
    const cell = this.cells.value.find((one) => one.key === key)
    if (!cell || cell.round >= round) return
    const draw = () => this.#around.queue.add(key, this.#near.get(key) === false ? 1 : 0, () => this.#receive(cell, line, round))
    const code = line.view && this.#around.drawable(line.view)
    cell.round = round
    if (code) void code.finally(draw)
    else draw()
  }

  #receive(cell: PanelCell, line: PanelLine, round: number) {
    if (cell.round > round) return
    batch(() => {
      cell.etag = line.etag
      cell.asking.value = false
      if (line.view) receive(cell, line.view, this.#around.now())
      else if (line.same) cell.at.value = this.#around.now()
    })
    this.#around.drawn?.(cell)
    this.#checkReady()
  }

  #finish(end: StreamEnd, question: Question) {
    if (end.kind === 'cancelled') return
    if (end.kind === 'refused') {
      this.refusal.value = end
      this.#around.queue.add('settle', 2, () => { for (const cell of this.cells.value) cell.asking.value = false })
      return
    }
    if (question.whole && end.kind === 'end') this.#variablesKnown = true
    this.#around.queue.add(`settle ${question.id}`, 2, () => this.#settle(end, question))
  }

  /** After the last line has been drawn: what was asked and not answered is asked again, later if no node was reached. */
  #settle(end: StreamEnd, { owes, round }: Question) {
    const unanswered = owes.filter((cell) => cell.asked === round && cell.round < round)
    for (const cell of unanswered) { cell.asked = -1; cell.asking.value = false }
    if (end.kind === 'end') {
      for (const cell of unanswered) if (this.#near.has(cell.key)) this.#unanswered(cell, round)
      this.connection.value = 'up'
      this.lastGood.value = this.#around.now()
      this.#retry = firstRetry
      this.#checkReady()
      if (this.#wanted().length) this.#soon(false)
      return
    }
    if (end.kind === 'lost') this.connection.value = 'lost'
    const partly = end.kind === 'moved' && this.dashboard.value !== null && this.#variablesSettled()
    this.#again(end.kind === 'moved' ? 50 : this.#retry, () => { if (partly) this.#askNear(); else this.#whole() })
    if (end.kind === 'lost') this.#retry = Math.min(this.#retry * 2, longestRetry)
  }

  /** The server left a panel out though it was asked for: said on the panel, so that it is not asked for ever. */
  #unanswered(cell: PanelCell, round: number) {
    if (cell.asking.peek() || cell.view.peek()) return
    cell.round = round
    const { type, title } = cell.placed.value
    receive(cell, { type, title, state: 'error', error: { messageId: 'panel.unanswered', message: '' } }, this.#around.now())
  }

  #again(ms: number, run: () => void) {
    this.#cancelRetry?.()
    this.#cancelRetry = this.#around.later(ms, run)
  }

  #variablesSettled(): boolean {
    const names = this.dashboard.value?.variables
    const known = this.#variablesKnown || (names !== undefined && names.every((name) => this.variables.value.some((one) => one.name === name)))
    return known && !this.variables.value.some((one) => one.state === 'loading')
  }

  #checkReady() {
    const dashboard = this.dashboard.value
    if (this.ready.value || !dashboard || (!this.#observed && dashboard.layout.length)) return
    if (!this.#variablesSettled()) return
    const waits = this.cells.value.some((cell) => this.#near.get(cell.key) && cell.placed.value.type !== 'row' && statusOf(cell) === 'loading')
    if (!waits) this.ready.value = true
  }
}

function byOrder(names: string[] | undefined) {
  return (a: VariableLine, b: VariableLine) => (names ? names.indexOf(a.name) - names.indexOf(b.name) : 0)
}
