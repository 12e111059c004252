// The one polite live region of a page: #live stands in the HTML from the first paint on.
import { signal } from '@preact/signals'

/** What was said last; tests read it. */
export const lastSaid = signal('')

/** Says one short sentence to assistive software. The same sentence twice in a row is said again. */
export function announce(sentence: string): void {
  lastSaid.value = sentence
  const region = document.getElementById('live')
  if (!region) return
  // A change of text is what is spoken; a no-break space makes a repeated sentence a change.
  region.textContent = region.textContent === sentence ? `${sentence}\u00a0` : sentence
}
