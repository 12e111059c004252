import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { t } from '../ui/i18n'
import { usePanels, type Tip } from './environment'
import { Swatch } from './legend'

const away = 14

/** Beside the pointer where there is room, never over it, never out of the window. */
export function tipPlace(tip: { x: number; y: number }, size: { width: number; height: number }, area: { width: number; height: number }): { left: number; top: number } {
  const right = tip.x + away + size.width <= area.width
  const left = right ? tip.x + away : Math.max(4, tip.x - away - size.width)
  const top = Math.min(Math.max(4, tip.y - size.height / 3), Math.max(4, area.height - size.height - 4))
  return { left, top }
}

function TipBox({ tip }: { tip: Tip }): JSX.Element {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = box.current
    if (!element || innerWidth <= 640) return
    const { left, top } = tipPlace(tip, { width: element.offsetWidth, height: element.offsetHeight }, { width: innerWidth, height: innerHeight })
    element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`
  })
  return (
    <div class={`tip${tip.pinned ? ' pinned' : ''}${tip.y > innerHeight / 2 ? ' high' : ''}`} ref={box} role={tip.pinned ? 'group' : undefined} aria-label={tip.pinned ? tip.title : undefined} aria-hidden={tip.pinned ? undefined : true}>
      <header><span>{tip.title}</span>{tip.total > 0 && <span>{t('tip.count', tip.rows.length, tip.total)}</span>}</header>
      {tip.notes.map((note) => <p key={note} class="tip-note">{note}</p>)}
      <ul>
        {tip.rows.map((row, i) => (
          <li key={i} class={row.strong ? 'hot' : undefined}><Swatch colour={row.colour} dash={row.dash} /><span class="clip">{row.name}</span><span>{row.text}</span></li>
        ))}
      </ul>
      {tip.total > tip.rows.length && <p class="muted">{t('tip.more', tip.total - tip.rows.length)}</p>}
      {tip.links.map((link) => <a key={link.url} href={link.url} {...(link.newTab ? { target: '_blank', rel: 'noopener' } : {})}>{link.text}</a>)}
    </div>
  )
}

/** Tips of all charts, above everything else. */
export function Tips(): JSX.Element {
  const { tips } = usePanels()
  return <>{tips.value.map((tip) => <TipBox key={tip.key} tip={tip} />)}</>
}
