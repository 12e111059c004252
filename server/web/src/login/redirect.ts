/** The path to go to after sign-in if it is one of ours; undefined for anything that could lead to another site. */
export function safePath(wanted: string | null | undefined, origin: string): string | undefined {
  // Browsers read a backslash as a slash and drop control characters: `/\evil`, `/<tab>/evil`.
  // oxlint-disable-next-line no-control-regex
  if (!wanted || !/^\/(?!\/)/.test(wanted) || /[\\\u0000-\u001f\u007f]/.test(wanted)) return undefined
  let target: URL
  try { target = new URL(wanted, origin) } catch { return undefined }
  if (target.origin !== origin || /\/(login|logout)(\/|$)/.test(target.pathname)) return undefined
  return target.pathname + target.search + target.hash
}
