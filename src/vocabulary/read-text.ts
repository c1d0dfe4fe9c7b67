/**
 * The text of a file, piece by piece: UTF-8 unless its first bytes show UTF-16, as spreadsheets write it; a byte order
 * mark is left out. Bytes that are no text become U+FFFD, by which the line that has them is refused.
 */
export async function* readText(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null
  let held = Buffer.alloc(0)
  for await (const chunk of bytes) {
    held = Buffer.concat([held, chunk])
    if (decoder === null && held.length < 4) continue
    decoder ??= new TextDecoder(encodingOf(held))
    yield decoder.decode(held, { stream: true })
    held = Buffer.alloc(0)
  }
  decoder ??= new TextDecoder(encodingOf(held))
  yield decoder.decode(held)
}

function encodingOf([first = 1, second = 1]: Uint8Array): string {
  if ((first === 0xff && second === 0xfe) || second === 0) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || first === 0) return 'utf-16be'
  return 'utf-8'
}

/** The lines of a text with their numbers, whatever ends them. A line beyond `maxCharacters` is cut off there. */
export async function* linesOf(
  text: AsyncIterable<string>,
  maxCharacters: number,
): AsyncGenerator<{ line: number; text: string }> {
  let line = 1
  let rest = ''
  let endedByCr = false
  for await (const piece of text) {
    // A line feed that belongs to the carriage return before it may come in the next piece.
    const parts = (endedByCr && piece.startsWith('\n') ? piece.slice(1) : piece).split(/\r\n|\n|\r/)
    if (piece !== '') endedByCr = piece.endsWith('\r')
    for (const part of parts.slice(0, -1)) {
      yield { line: line++, text: (rest + part).slice(0, maxCharacters) }
      rest = ''
    }
    rest = (rest + parts.at(-1)!).slice(0, maxCharacters)
  }
  if (rest !== '') yield { line, text: rest }
}
