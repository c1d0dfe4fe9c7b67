import { Problem } from '../../lib/problem.ts'
import { type Line, splitLines } from '../../lib/split-lines.ts'
import type { Fields, ManifestLine } from './manifest-line.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Reads records from JSON Lines (jsonlines.org): one object per line, in UTF-8; empty lines are skipped. */
export async function* readJsonLines(
  chunks: AsyncIterable<Buffer>,
  maxLineBytes: number,
): AsyncGenerator<readonly ManifestLine[]> {
  for await (const lines of splitLines(chunks, maxLineBytes)) {
    yield lines.flatMap((line) => {
      if (line.bytes?.length === 0) return []
      return [{ line: line.number, ...read(line, maxLineBytes) }]
    })
  }
}

function read({ number, bytes }: Line, maxLineBytes: number) {
  if (bytes === null) return refused(`The line is longer than ${maxLineBytes} bytes.`)
  let text: string
  try {
    text = utf8.decode(bytes)
  } catch {
    return refused('The line is not UTF-8.')
  }
  if (number === 1 && text.trimStart().startsWith('['))
    throw new Problem(
      'InvalidManifest',
      'The manifest is one JSON list; JSON Lines are needed, one object per line.',
    )
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { fields: value as Fields }
  } catch (error) {
    return refused(`The line is not JSON (${(error as Error).message}).`)
  }
  return refused('The line is not a JSON object.')
}

const refused = (reason: string) => ({ field: null, reason })
