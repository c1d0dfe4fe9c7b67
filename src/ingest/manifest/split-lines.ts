/** A line of a file: its number, counted from 1, and its bytes without the line end; null when it is too long. */
export type Line = { readonly number: number; readonly bytes: Buffer | null }

const LF = 0x0a
const CR = 0x0d
const BOM = Buffer.from([0xef, 0xbb, 0xbf])

/**
 * Cuts bytes into lines at LF, CRLF or a lone CR at the end of one, without a byte order mark. A line of more than
 * `maxLineBytes` is let go while it is read, so that memory stays bounded, and has null in its place.
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
    return { number, bytes: whole === null ? null : bare(whole, number) }
  }

  for await (const chunk of chunks) {
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

function bare(line: Buffer, number: number): Buffer {
  const start = number === 1 && line.subarray(0, 3).equals(BOM) ? 3 : 0
  return line.subarray(start, line.at(-1) === CR ? line.length - 1 : line.length)
}
