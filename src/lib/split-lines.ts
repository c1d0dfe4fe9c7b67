/** A line of a file: its number, counted from 1, and its bytes without the line end; null when it is too long. */
export type Line = { readonly number: number; readonly bytes: Buffer | null }

const LF = 0x0a
const CR = 0x0d
const BOM = Buffer.from([0xef, 0xbb, 0xbf])

/**
 * Splits bytes into lines at LF, CRLF or CR, without the byte order mark. The bytes of a line longer than `maxLineBytes`
 * are dropped while it is read, so that memory stays bounded, and its `bytes` are null.
 */
export async function* splitLines(
  chunks: AsyncIterable<Buffer>,
  maxLineBytes: number,
): AsyncGenerator<readonly Line[]> {
  let number = 0
  let open: Buffer[] = []
  let openBytes = 0

  function close(last: Buffer): Line {
    number++
    const bytes = openBytes + last.length
    const whole = bytes > maxLineBytes ? null : open.length === 0 ? last : Buffer.concat([...open, last])
    open = []
    openBytes = 0
    return { number, bytes: whole === null ? null : withoutMarks(whole, number) }
  }

  for await (const chunk of withLineFeeds(chunks)) {
    const lines: Line[] = []
    let from = 0
    for (let at = chunk.indexOf(LF); at !== -1; at = chunk.indexOf(LF, from)) {
      lines.push(close(chunk.subarray(from, at)))
      from = at + 1
    }
    const rest = chunk.subarray(from)
    openBytes += rest.length
    if (openBytes > maxLineBytes) open = []
    else if (rest.length > 0) open.push(rest)
    if (lines.length > 0) yield lines
  }
  if (openBytes > 0) yield [close(Buffer.alloc(0))]
}

/** Replaces each CR that is not followed by LF by LF: old programs for the Mac end lines with CR. */
async function* withLineFeeds(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer | null = null
  for await (const next of chunks) {
    const chunk: Buffer = held === null ? next : Buffer.concat([held, next])
    held = null
    // What follows a CR at the very end comes with the next chunk.
    const end: number = chunk.at(-1) === CR ? chunk.length - 1 : chunk.length
    if (end < chunk.length) held = chunk.subarray(end)
    for (let at = chunk.indexOf(CR); at !== -1 && at < end; at = chunk.indexOf(CR, at + 1))
      if (chunk[at + 1] !== LF) chunk[at] = LF
    yield chunk.subarray(0, end)
  }
  if (held !== null) yield Buffer.from([LF])
}

/** Removes the byte order mark of the first line, and the CR of a CRLF. */
function withoutMarks(line: Buffer, number: number): Buffer {
  const start = number === 1 && line.subarray(0, 3).equals(BOM) ? 3 : 0
  return line.subarray(start, line.at(-1) === CR ? line.length - 1 : line.length)
}
