import type { TableBody } from '../api/panelview'
import { csvOf } from '../panels/astable'

export const fileName = (title: string, now: Date) => `${title.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 80) || 'data'}-${now.toISOString().slice(0, 19).replace(/[:T]/g, '-')}.csv`

/** Gives a table to the browser as a file. The mark in front makes spreadsheets read UTF-8. */
export function downloadCsv(table: TableBody, title: string) {
  const address = URL.createObjectURL(new Blob(['\ufeff', csvOf(table)], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = fileName(title, new Date())
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
