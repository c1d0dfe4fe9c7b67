import type { DecodedFile } from '../decoded-file.ts'
import type { StatusOf } from '../file-status.ts'
import type { Mapped } from '../mapping/map-record.ts'
import type { MappedAsset } from '../mapping/to-asset.ts'
import type { Fields, Mistake, RecordKind } from './manifest-line.ts'

/** The file that a record names: its path, and the result of reading it, if that was necessary. */
export type NamedFile = {
  readonly absolute: string
  /** Below the manifest's folder. */
  readonly path: string
  /** An existing file whose path differs from this one only by case; else null. */
  readonly otherCase: string | null
  /** If there is no file: files with this name in folders below. */
  readonly elsewhere: readonly string[]
  /** Whether the file exists; `decoded` is null if it is unchanged. */
  readonly exists: boolean
  readonly decoded: DecodedFile | null
  /** Status of the locations on which the identity of the file depends. */
  readonly statusOf: StatusOf
  /** Why it could not be ingested. */
  readonly refused: string | null
}

/** A record that is mapped and, if it has a file, decoded: ready to be saved. */
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

/** Something in a record that was only partly understood; `is` is the name under which such notes are counted. */
export type Note = Mistake & { readonly is: 'dateKept' | 'otherCase' | 'elsewhere' | 'warned' }

/** The outcome for one line. `fileRefused` says why an asset was ingested without its file. */
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
      /** What was only partly understood. */
      readonly notes?: readonly Note[]
    }
  | ({ readonly is: 'refused' } & Mistake)
)

/** The outcome for one line, with the path of its manifest. */
export type LineOutcome = { readonly manifest: string } & LineResult

/** Returns the id of a record in its source; for keywords their text. */
export const idOf = (mapped: Mapped): string | null => (mapped.kind === 'keyword' ? mapped.text : mapped.id)

/** Returns whether a record describes an asset. */
export const isAsset = (record: PreparedRecord): record is PreparedRecord & { mapped: MappedAsset } =>
  record.mapped.kind === 'asset'

/** Returns the notes on a record, if it has any. */
export function notesOf({ mapped, file }: PreparedRecord): { readonly notes?: readonly Note[] } {
  const notes = [
    ...(mapped.kind === 'asset' ? mapped.notes.map((note) => ({ ...note, is: 'dateKept' as const })) : []),
    ...(file === null ? [] : notesOfFile(file)),
  ]
  return notes.length === 0 ? {} : { notes }
}

function notesOfFile({ path, otherCase, elsewhere: [first, ...others], decoded }: NamedFile): Note[] {
  const field = 'file'
  if (decoded?.warning) return [{ is: 'warned', field, reason: decoded.warning }]
  if (otherCase !== null) {
    const reason = `There is no file '${path}', but '${otherCase}', which differs by case alone. Name it as it is written.`
    return [{ is: 'otherCase', field, reason }]
  }
  if (first === undefined) return []
  const more = others.length === 0 ? '' : ` and ${others.length} more of that name`
  const reason = `There is no file '${path}', but '${first}'${more}. Name it with its folders and its extension.`
  return [{ is: 'elsewhere', field, reason }]
}
