import type { ComponentChildren, JSX } from 'preact'
import { Glyph, type State } from './glyph'
import './banner.css'

/** One fact about the whole page: edge, glyph, **word.** sentence, act. */
export function Banner({ state, word, children, act }: { state: State; word: string; children: ComponentChildren; act?: ComponentChildren }): JSX.Element {
  return (
    <div class={`banner ${state}-edge`}>
      <Glyph state={state} /><span class="grow"><b>{word}</b> {children}</span>{act}
    </div>
  )
}
