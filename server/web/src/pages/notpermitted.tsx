import type { ComponentChildren, JSX } from 'preact'
import { url } from '../app/router'
import { t } from '../ui/i18n'
import { Blank } from '../ui/states'

/** In the place of a page that the role may not use: which right is missing, and a way on. */
export function NotPermitted({ children }: { children: ComponentChildren }): JSX.Element {
  return (
    <section class="card">
      <Blank state="unknown" title={t('error.forbidden')} acts={<a class="btn" href={url('')}>{t('notFound.home')}</a>}>{children}</Blank>
    </section>
  )
}
