/** Calls `onLine` for each non-empty line of a stream, as soon as the line is whole. Rejects as the stream does. */
export async function readLines(body: ReadableStream<Uint8Array>, onLine: (line: string) => void): Promise<void> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true })
      let from = 0
      for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n', from)) {
        const line = rest.slice(from, end).trim()
        from = end + 1
        if (line) onLine(line)
      }
      rest = rest.slice(from)
      if (done) break
    }
    if (rest.trim()) onLine(rest.trim())
  } finally {
    reader.releaseLock()
  }
}
