import { hash } from 'node:crypto'
import { type Mapped, mapRecord } from '../mapping/map-record.ts'
import type { Mapping } from '../mapping/mapping.ts'
import type { ManifestLine } from './manifest-line.ts'
import { type FileReading, ForbiddenPath, prepareNamedFile } from './named-file.ts'
import type { PreparedRecord, RefusedLine } from './prepared-record.ts'
import type { SeenIds } from './seen-ids.ts'

export type Prepared = PreparedRecord | RefusedLine

/** A line in our words, without its file; lines that are wrong, and second ones for one id, are refused. */
export function readRecord(
  line: ManifestLine,
  { mapping, source, seen }: { mapping: Mapping; source: string; seen: SeenIds },
): Prepared {
  const number = line.line
  if (!('fields' in line)) return { line: number, kind: null, id: null, mistakes: [line] }
  const mapped = mapRecord(mapping, line.fields, source)
  if ('mistakes' in mapped) return { line: number, ...mapped }
  const repeated = firstLineOf(mapped, number, seen)
  if (repeated) return { line: number, kind: mapped.kind, id: repeated.id, mistakes: [repeated] }
  const said = hash('sha256', JSON.stringify(mapped), 'base64url').slice(0, 22)
  return { line: number, mapped, fields: line.fields, said, file: null }
}

/** The same with its file read, where it names one that has to be. */
export async function withFile(reading: FileReading, record: Prepared, folder: string): Promise<Prepared> {
  if ('mistakes' in record || record.mapped.kind !== 'asset' || record.mapped.file === null) return record
  const { id, file: path } = record.mapped
  try {
    return { ...record, file: await prepareNamedFile(reading, { folder, path, said: record.said }) }
  } catch (error) {
    if (!(error instanceof ForbiddenPath)) throw error
    return { line: record.line, kind: 'asset', id, mistakes: [{ field: 'file', reason: error.message }] }
  }
}

function firstLineOf(mapped: Mapped, line: number, seen: SeenIds) {
  if (mapped.kind === 'keyword') return null
  const id = mapped.id
  const name = id ?? `file ${(mapped as { file: string }).file}`
  const before = seen.note(JSON.stringify([mapped.kind, mapped.source, id, id === null && name]), line)
  if (before === null) return null
  return { id, field: id === null ? 'file' : 'id', reason: `Line ${before} has '${name}' already.` }
}
