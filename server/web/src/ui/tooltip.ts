// One tooltip for all controls: `data-tip` says what, `data-keys` the key. After 400 ms of pointing, at once on focus.
const DELAY_MS = 400
const GAP_PX = 6

let shown: HTMLElement | undefined
let timer = 0

function hide(): void {
  clearTimeout(timer)
  shown?.remove()
  shown = undefined
}

function show(anchor: HTMLElement): void {
  hide()
  const text = anchor.dataset['tip']
  if (!text || !anchor.isConnected) return
  const tip = document.createElement('div')
  tip.className = 'control-tip'
  // The control's name says the same to assistive software.
  tip.setAttribute('aria-hidden', 'true')
  tip.textContent = text
  if (anchor.dataset['keys']) {
    const keys = document.createElement('kbd')
    keys.textContent = anchor.dataset['keys']
    tip.append(keys)
  }
  // Inside an open dialogue the tooltip must be in the same layer.
  ;(anchor.closest('dialog, [popover]') ?? document.body).append(tip)
  const at = anchor.getBoundingClientRect()
  const own = tip.getBoundingClientRect()
  const below = at.bottom + GAP_PX + own.height < innerHeight
  tip.style.top = `${Math.round(below ? at.bottom + GAP_PX : at.top - GAP_PX - own.height)}px`
  tip.style.left = `${Math.round(Math.min(Math.max(4, at.left + at.width / 2 - own.width / 2), innerWidth - own.width - 4))}px`
  shown = tip
}

const anchorOf = (target: EventTarget | null): HTMLElement | undefined =>
  (target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null) ?? undefined

export function startTooltips(): void {
  document.addEventListener('pointerover', (event) => {
    if (event.pointerType === 'touch') return
    const anchor = anchorOf(event.target)
    clearTimeout(timer)
    if (!anchor) hide()
    else timer = window.setTimeout(() => show(anchor), DELAY_MS)
  })
  document.addEventListener('focusin', (event) => {
    const anchor = anchorOf(event.target)
    if (anchor?.matches(':focus-visible')) show(anchor)
    else hide()
  })
  document.addEventListener('focusout', hide)
  document.addEventListener('pointerdown', hide, true)
  document.addEventListener('scroll', hide, true)
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape') hide() })
}
