import { computed } from '@preact/signals'
import { place } from './router'

export type Kiosk = 'off' | 'bars' | 'time' | 'full'

/** How much of the frame is hidden: `kiosk` no top bar, `kiosk=time` only the range, `kiosk=full` panels only. */
export const kiosk = computed<Kiosk>(() => {
  const wanted = place.value.query.get('kiosk')
  if (wanted === null || wanted === 'false' || wanted === '0') return 'off'
  if (wanted === 'full') return 'full'
  return wanted === 'time' ? 'time' : 'bars'
})
