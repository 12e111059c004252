// State glyphs and the product's mark: our own shapes, drawn because fonts differ.
import type { JSX } from 'preact'

export type State = 'ok' | 'degraded' | 'warning' | 'down' | 'unknown' | 'info'

const SHAPES: Record<State, () => JSX.Element> = {
  ok: () => <circle cx="6" cy="6" r="5" fill="currentColor" />,
  degraded: () => <><circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" stroke-width="1.5" /><path d="M6 1.75a4.25 4.25 0 0 0 0 8.5z" fill="currentColor" /></>,
  warning: () => <path d="M6 .8 11.6 11H.4z" fill="currentColor" />,
  down: () => <path d="M2 2l8 8M10 2l-8 8" stroke="currentColor" stroke-width="2.75" stroke-linecap="round" />,
  unknown: () => <><circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" stroke-width="1.25" stroke-dasharray="2 1.6" /><path d="M4.6 4.7a1.5 1.5 0 1 1 2 1.45c-.4.15-.6.4-.6.85M6 8.6v.1" fill="none" stroke="currentColor" stroke-width="1.25" stroke-linecap="round" /></>,
  info: () => <><circle cx="6" cy="6" r="5.2" fill="currentColor" /><path d="M6 5.4v3M6 3.4v.1" stroke="var(--surface)" stroke-width="1.5" stroke-linecap="round" /></>,
}

/** The shape of a state in its colour. Always beside a word. */
export function Glyph({ state, large = false }: { state: State; large?: boolean }): JSX.Element {
  return <svg class={`g ${state}${large ? ' g-l' : ''}`} viewBox="0 0 12 12" aria-hidden="true">{SHAPES[state]()}</svg>
}

/** A state as shape and word. */
export function StateWord({ state, word }: { state: State; word: string }): JSX.Element {
  return <span class={`st ${state}`}><Glyph state={state} />{word}</span>
}

export function Logo(): JSX.Element {
  return (
    <svg class="logo" viewBox="0 0 22 22" aria-hidden="true">
      <path d="M3 19v-5M7 19V9M11 19v-7M15 19V5M19 19v-4" stroke="var(--accent)" stroke-width="2" stroke-linecap="round" />
      <path d="M1 19.9h20" stroke="var(--text-2)" stroke-width="1.2" stroke-linecap="round" />
      <circle cx="15" cy="3.4" r="2.4" fill="var(--accent)" />
    </svg>
  )
}
