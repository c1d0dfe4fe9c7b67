import { stat } from 'node:fs/promises'
import { isProblem } from '../../lib/problem.ts'
import type { ManifestLine } from './manifest-line.ts'
import { openBytes, readHead } from './open-bytes.ts'
import { readCsv } from './read-csv.ts'
import { readJsonLines } from './read-json-lines.ts'

/** The longest line of a manifest that is read, a record with all its texts. */
const MAX_LINE_BYTES = 1_048_576

/** The formats of manifests. */
export type ManifestFormat = 'json lines' | 'csv'

/** What a file is by its name (.jsonl, .json, .csv, with or without .gz), else by how it begins; null for neither. */
export async function manifestFormat(path: string): Promise<ManifestFormat | null> {
  if (!(await stat(path)).isFile()) return null
  if (/\.(?:jsonl|ndjson|json)(?:\.gz)?$/i.test(path)) return 'json lines'
  if (/\.(?:csv|tsv)(?:\.gz)?$/i.test(path)) return 'csv'
  const head = await readHead(path).catch(() => '')
  if (/^\s*\{/.test(head)) return 'json lines'
  return /^[^\r\n\0\ufffd]*[,;\t|][^\r\n\0\ufffd]*[\r\n]/.test(head) ? 'csv' : null
}

/**
 * The records of a manifest, some at a time, in bounded memory. One that cannot be read on, or not at all, ends with a
 * line that says so; what came before counts.
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

/** Why a manifest ends too early. A fault of ours, which has no code as those of files and of packing have, goes on. */
function reasonOf(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException
  if (isProblem(error, 'InvalidManifest')) return message
  if (code === undefined) throw error
  return `From here on the manifest cannot be read (${message}).`
}
