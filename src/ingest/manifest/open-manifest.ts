import { stat } from 'node:fs/promises'
import { isProblem } from '../../lib/problem.ts'
import type { ManifestLine } from './manifest-line.ts'
import { openBytes, readHead } from './open-bytes.ts'
import { readCsv } from './read-csv.ts'
import { readJsonLines } from './read-json-lines.ts'

/** The longest line of a manifest that is read: a record with all its texts. */
const MAX_LINE_BYTES = 1_048_576

/** The formats of manifests. */
export type ManifestFormat = 'json lines' | 'csv'

/** Returns the format of a file by its name (.jsonl, .json, .csv, with or without .gz), else by its beginning; null if it is neither. */
export async function manifestFormat(path: string): Promise<ManifestFormat | null> {
  if (!(await stat(path)).isFile()) return null
  if (/\.(?:jsonl|ndjson|json)(?:\.gz)?$/i.test(path)) return 'json lines'
  if (/\.(?:csv|tsv)(?:\.gz)?$/i.test(path)) return 'csv'
  const head = await readHead(path).catch(() => '')
  if (/^\s*\{/.test(head)) return 'json lines'
  return /^[^\r\n\0\ufffd]*[,;\t|][^\r\n\0\ufffd]*[\r\n]/.test(head) ? 'csv' : null
}

/**
 * Reads the records of a manifest in batches, in bounded memory. If the manifest cannot be read to its end, the last
 * line says so, and the lines before it are valid.
 */
export async function* openManifest(
  path: string,
  format: ManifestFormat,
): AsyncGenerator<readonly ManifestLine[]> {
  const read = format === 'csv' ? readCsv : readJsonLines
  let last = 0
  try {
    for await (const lines of read(openBytes(path), MAX_LINE_BYTES)) {
      last = lines.at(-1)?.line ?? last
      yield lines
    }
  } catch (error) {
    yield [{ line: last + 1, field: null, reason: reasonOf(error) }]
  }
}

/** Returns why a manifest ends too early. Rethrows bugs, which have no error code, unlike errors of files and of gzip. */
function reasonOf(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException
  if (isProblem(error, 'InvalidManifest')) return message
  if (code === undefined) throw error
  return `From here on the manifest cannot be read (${message}).`
}
