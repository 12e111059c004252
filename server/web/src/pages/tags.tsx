import type { JSX } from 'preact'
import { url } from '../app/router'
import { withQuery } from '../api/client'
import { t } from '../ui/i18n'

const SHOWN = 3

/** Tags as links to what else has them. */
export function Tags({ tags }: { tags: string[] }): JSX.Element {
  return (
    <span class="row tight">
      {tags.slice(0, SHOWN).map((tag) => <a key={tag} class="chip" href={withQuery(url('dashboards'), { tag: [tag] })}>{tag}</a>)}
      {tags.length > SHOWN && <span class="muted caption" title={tags.join(', ')}>{t('tags.more', tags.length - SHOWN)}</span>}
    </span>
  )
}
