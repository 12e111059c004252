import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { withQuery } from '../../api/client'
import type { Tag } from '../../api/search'
import { navigate, place } from '../../app/router'
import { useShortcuts } from '../../app/shortcuts'
import { Button } from '../../ui/button'
import { Choice } from '../../ui/choice'
import { Icon } from '../../ui/icon'
import { t } from '../../ui/i18n'
import type { Filter } from './listing'
import chevron from 'icon:chevron-down'
import searchIcon from 'icon:search'
import starIcon from 'icon:star'
import tagIcon from 'icon:tag'
import x from 'icon:x'

const TYPING_MS = 200

/** Writes the filter into the address: typing replaces, a choice can be gone back on. */
function go(filter: Filter, replace: boolean): void {
  navigate(withQuery(place.peek().path, { query: filter.query, tag: filter.tags, starred: filter.starred || undefined, sort: filter.descending ? 'alpha-desc' : undefined }), { replace })
}

/** Search over titles, tags, stars. */
export function FilterBar({ filter, tags, place: where }: { filter: Filter; tags: Tag[]; place: string | undefined }): JSX.Element {
  const [typed, setTyped] = useState(filter.query)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => { if (document.activeElement !== field.current) setTyped(filter.query) }, [filter.query])
  useEffect(() => {
    if (typed === filter.query) return undefined
    const timer = setTimeout(() => go({ ...filter, query: typed }, true), TYPING_MS)
    return () => clearTimeout(timer)
  }, [typed])
  useShortcuts(t('nav.dashboards'), [{ keys: '/', label: t('browse.search'), run: () => field.current?.focus() }])
  const label = where ? t('browse.searchIn', where) : t('browse.searchAll')
  return (
    <div class="row wrap">
      <label class="input browse-search"><Icon of={searchIcon} class="i-s" />
        <input ref={field} type="search" value={typed} placeholder={label} aria-label={label} autocomplete="off" spellcheck={false} onInput={(event) => setTyped(event.currentTarget.value)} />
        {typed && <Button kind="ghost" small icon={x} name={t('browse.clear')} onClick={() => { setTyped(''); field.current?.focus() }} />}
      </label>
      <Choice label={t('table.tags')} multi selected={filter.tags} onSelect={(chosen) => go({ ...filter, tags: chosen }, false)} options={tags.map((tag) => ({ value: tag.term, text: tag.term, hint: String(tag.count) }))}
        trigger={(button) => <Button {...button} icon={tagIcon} after={chevron} label={filter.tags.length > 0 ? filter.tags.join(' + ') : t('table.tags')} aria-pressed={filter.tags.length > 0 ? 'true' : 'false'} />} />
      <Button icon={starIcon} label={t('home.starred')} aria-pressed={filter.starred ? 'true' : 'false'} onClick={() => go({ ...filter, starred: !filter.starred }, false)} />
    </div>
  )
}
