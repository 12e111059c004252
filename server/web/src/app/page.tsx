import type { ComponentChildren, JSX } from 'preact'
import { useLayoutEffect } from 'preact/hooks'
import { announce } from '../ui/announce'
import { t } from '../ui/i18n'

type PageAttributes = {
  /** data-page of the contract. */
  name: string
  state: 'loading' | 'ready'
  /** Name of the page in the tab; the product's name follows. */
  title: string
  /** What the live region says when the page gets ready. */
  said?: string
  class?: string
  /** Further data-attributes of main, such as data-dashboard-uid. */
  data?: Record<string, string | undefined>
  children?: ComponentChildren
}

/** The one `main` of a page: says which page it is, whether it can be used, and takes the focus after a change of page. */
export function Page({ name, state, title, said, class: className, data, children }: PageAttributes): JSX.Element {
  useLayoutEffect(() => { document.title = title ? t('app.documentTitle', title) : t('app.name') }, [title])
  useLayoutEffect(() => { if (state === 'ready') announce(said ?? t('app.pageReady', title)) }, [state, name])
  return (
    <main id="main" tabIndex={-1} class={className} data-page={name} data-state={state} aria-busy={state === 'loading' ? 'true' : undefined} {...data}>
      {children}
    </main>
  )
}
