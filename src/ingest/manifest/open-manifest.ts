import { stat } from 'node:fs/promises'
import { type ManifestLine, ManifestProblem } from './manifest-line.ts'
import { openBytes, readHead } from './open-bytes.ts'
import { readCsv } from './read-csv.ts'
import { readJsonLines } from './read-json-lines.ts'

/** The longest line of a manifest that is read, a record with all its texts. */
const MAX_LINE_BYTES = 1_048_576

export type ManifestFormat = 'json lines' | 'csv'

/** What a file is by its name (.jsonl, .json, .csv, with or without .gz), else by how it begins; null for neither. */
export async function manifestFormat(path: string): Promise<ManifestFormat | null> {
  if (!(await stat(path)).isFile()) return null
  if (/\.(?:jsonl|ndjson|json)(?:\.gz)?$/i.test(path)) return 'json lines'
  if (/\.(?:csv|tsv)(?:\.gz)?$/i.test(path)) return 'csv'
  const head = await readHead(path).catch(() => '')
  if (/^\s*\{/.test(head)) return 'json lines'
  return /^[^\n\0\ufffd]*[,;\t|][^\n\0\ufffd]*\r?\n/.test(head) ? 'csv' : null
}

/**
 * The records of a manifest, some at a time, in bounded memory.
 *
 * @throws ManifestProblem when it cannot be read on; what came before is taken in.
 */
export async function* openManifest(
  path: string,
  format: ManifestFormat,
): AsyncGenerator<readonly ManifestLine[]> {
  const read = format === 'csv' ? readCsv : readJsonLines
  try {
    yield* read(openBytes(path), MAX_LINE_BYTES)
  } catch (error) {
    if (error instanceof ManifestProblem) throw error
    throw new ManifestProblem('The manifest cannot be read on.', { cause: error })
  }
}
