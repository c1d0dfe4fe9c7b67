/**
 * Decodes a file in pieces: as UTF-8, or as UTF-16, which some spreadsheets write, if its first bytes show that. A byte
 * order mark is skipped. Invalid bytes become U+FFFD, by which the affected line is later refused.
 */
export async function* readText(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null
  let pending = Buffer.alloc(0)
  for await (const chunk of bytes) {
    pending = Buffer.concat([pending, chunk])
    if (decoder === null && pending.length < 4) continue
    decoder ??= new TextDecoder(encodingOf(pending))
    yield decoder.decode(pending, { stream: true })
    pending = Buffer.alloc(0)
  }
  decoder ??= new TextDecoder(encodingOf(pending))
  yield decoder.decode(pending)
}

function encodingOf([first = 1, second = 1]: Uint8Array): string {
  if ((first === 0xff && second === 0xfe) || second === 0) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || first === 0) return 'utf-16be'
  return 'utf-8'
}
