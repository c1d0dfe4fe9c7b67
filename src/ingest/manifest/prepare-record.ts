import { hash } from 'node:crypto'
import { type Mapped, mapRecord } from '../mapping/map-record.ts'
import type { Mapping } from '../mapping/mapping.ts'
import type { ManifestLine, Mistake } from './manifest-line.ts'
import { absoluteIn, type FileReading, ForbiddenPath, prepareNamedFile } from './named-file.ts'
import { idOf, type PreparedRecord, type RefusedLine } from './prepared-record.ts'
import type { SeenIds } from './seen-ids.ts'

/** A line of a manifest after preparation: ready to be saved, or refused. */
export type Prepared = PreparedRecord | RefusedLine

/** Maps a line, without its file; invalid lines, and further lines for the same id or file, are refused. */
export function readRecord(
  line: ManifestLine,
  { mapping, source, folder, seen }: { mapping: Mapping; source: string; folder: string; seen: SeenIds },
): Prepared {
  const number = line.line
  if (!('fields' in line)) return { line: number, kind: null, id: null, mistakes: [line] }
  const mapped = mapRecord(mapping, line.fields, source)
  if ('mistakes' in mapped) return { line: number, ...mapped }
  const repeated = findRepetition(mapped, number, { folder, seen })
  if (repeated) return { line: number, kind: mapped.kind, id: idOf(mapped), mistakes: [repeated] }
  const recordHash = hash('sha256', JSON.stringify(mapped), 'base64url').slice(0, 22)
  return { line: number, mapped, fields: line.fields, recordHash, file: null }
}

/** Reads the file that a record names, if necessary. */
export async function withFile(reading: FileReading, record: Prepared, folder: string): Promise<Prepared> {
  if ('mistakes' in record || record.mapped.kind !== 'asset' || record.mapped.file === null) return record
  const { id, file: path, description } = record.mapped
  try {
    return {
      ...record,
      file: await prepareNamedFile(reading, {
        folder,
        path,
        recordHash: record.recordHash,
        mediaKind: description.mediaKind ?? 'image',
      }),
    }
  } catch (error) {
    if (!(error instanceof ForbiddenPath)) throw error
    return { line: record.line, kind: 'asset', id, mistakes: [{ field: 'file', reason: error.message }] }
  }
}

/** Returns the mistake of having the id or file of an earlier line, since each belongs to one record; else null. */
function findRepetition(
  mapped: Mapped,
  line: number,
  { folder, seen }: { folder: string; seen: SeenIds },
): Mistake | null {
  if (mapped.kind === 'keyword') return null
  const { kind, source, id } = mapped
  const withId = id === null ? null : seen.add(JSON.stringify([kind, source, id]), line)
  if (withId !== null) return { field: 'id', reason: `Line ${withId} has '${id}' already.` }
  if (mapped.kind !== 'asset' || mapped.file === null) return null
  const withFile = seen.add(`file ${absoluteIn(folder, mapped.file)}`, line)
  return withFile === null ? null : { field: 'file', reason: `Line ${withFile} names this file already.` }
}
