// What the status line says besides the node: the page on screen adds its own parts.
import { signal } from '@preact/signals'

/** Short parts such as "Data 3 s old" and "12 panels, 1 error". */
export const statusLeft = signal<string[]>([])
export const statusRight = signal<string[]>([])
/** Keeps the line in sight where the page would hide it, because the data is late. */
export const statusLate = signal(false)

/** Leaves the line to the next page. */
export function clearStatus(): void {
  statusLeft.value = []
  statusRight.value = []
  statusLate.value = false
}
