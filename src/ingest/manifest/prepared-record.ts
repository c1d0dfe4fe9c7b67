import type { Arrival } from '../arrival.ts'
import type { StatusOf } from '../file-status.ts'
import type { Mapped } from '../mapping/map-record.ts'
import type { MappedAsset } from '../mapping/to-asset.ts'
import type { Fields, Mistake, RecordKind } from './manifest-line.ts'

/** The file that a record names: where it has to lie, and what came of reading it, if that was needed. */
export type NamedFile = {
  readonly absolute: string
  /** Below the manifest's folder. */
  readonly path: string
  /** A file there whose path differs from this one by case alone; null when there is none. */
  readonly otherCase: string | null
  /** Where there is no file: those further below the folder that are called so. */
  readonly elsewhere: readonly string[]
  /** Whether a file lies there, of which there is no `arrival` when it is known as it is. */
  readonly isThere: boolean
  readonly arrival: Arrival | null
  /** Status of the locations on which the identity of the file depends. */
  readonly statusOf: StatusOf
  /** Why it could not be taken in. */
  readonly refused: string | null
}

/** A record that was read, mapped and, where it has a file, decoded: ready to be written. */
export type PreparedRecord = {
  readonly line: number
  readonly mapped: Mapped
  readonly fields: Fields
  /** Hash of the mapped record, to detect changes. */
  readonly recordHash: string
  readonly file: NamedFile | null
}

/** A line of a manifest that is not ingested, and why. */
export type RefusedLine = {
  readonly line: number
  readonly kind: RecordKind | null
  readonly id: string | null
  readonly mistakes: readonly Mistake[]
}

/** What of a record was understood in part only, and what such notes are counted as. */
export type Note = Mistake & { readonly is: 'dateKept' | 'otherCase' | 'elsewhere' }

/** What became of one line. An asset that was taken in without its file says why in `fileRefused`. */
export type LineResult = {
  readonly line: number
  readonly kind: RecordKind | null
  readonly id: string | null
} & (
  | {
      readonly is: 'added' | 'updated' | 'unchanged'
      readonly assetId?: number
      readonly eventId?: number
      readonly fileRefused?: string
      /** What of it was understood in part only. */
      readonly notes?: readonly Note[]
    }
  | ({ readonly is: 'refused' } & Mistake)
)

/** The same with the path of its manifest. */
export type LineOutcome = { readonly manifest: string } & LineResult

/** The id of the source's own that a record has. */
export const idOf = (mapped: Mapped): string | null => (mapped.kind === 'keyword' ? mapped.text : mapped.id)

/** Returns whether a record describes an asset. */
export const isAsset = (record: PreparedRecord): record is PreparedRecord & { mapped: MappedAsset } =>
  record.mapped.kind === 'asset'

/** The notes on a record, where there are any. */
export function notesOf({ mapped, file }: PreparedRecord): { readonly notes?: readonly Note[] } {
  const notes = [
    ...(mapped.kind === 'asset' ? mapped.notes.map((note) => ({ ...note, is: 'dateKept' as const })) : []),
    ...(file === null ? [] : notesOfFile(file)),
  ]
  return notes.length === 0 ? {} : { notes }
}

function notesOfFile({ path, otherCase, elsewhere: [there, ...others] }: NamedFile): Note[] {
  const field = 'file'
  if (otherCase !== null) {
    const reason = `There is no file '${path}', but '${otherCase}', which differs by case alone. Name it as it is written.`
    return [{ is: 'otherCase', field, reason }]
  }
  if (there === undefined) return []
  const more = others.length === 0 ? '' : ` and ${others.length} more of that name`
  const reason = `There is no file '${path}', but '${there}'${more}. Name it with its folders and its extension.`
  return [{ is: 'elsewhere', field, reason }]
}
