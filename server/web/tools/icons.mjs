// Icons as lists of SVG shapes, one module an icon, so that a page ships only the icons it shows.
import { readFileSync } from 'node:fs'

const read = (file) => JSON.parse(readFileSync(file, 'utf8'))

export const iconNames = (file) => Object.keys(read(file)).toSorted()

/** `<path d="…"/> <circle …/>` as [["path", {d: "…"}], …]. */
export function shapesOf(markup) {
  return [...markup.matchAll(/<(\w+)\s+([^>]*?)\/?>/g)].map(([, tag, attributes]) => [tag,
    Object.fromEntries([...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]))])
}

export function iconModule(file, name) {
  const markup = read(file)[name]
  if (markup === undefined) throw new Error(`no icon '${name}' in ${file}`)
  return `export default ${JSON.stringify(shapesOf(markup))}`
}
