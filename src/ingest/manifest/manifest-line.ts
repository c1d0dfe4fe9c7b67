/** The kinds of records in manifests. */
export const RECORD_KINDS = [
  'asset',
  'video',
  'event',
  'collection',
  'keyword',
  'order',
  'send_event',
] as const

/** One of these kinds. */
export type RecordKind = (typeof RECORD_KINDS)[number]

/** The fields of a record as they are in its manifest: any names and any JSON values, or texts in a table. */
export type Fields = Readonly<Record<string, unknown>>

/** Why a line is refused: the wrong field, if it is one, and what is wrong. */
export type Mistake = { readonly field: string | null; readonly reason: string }

/** One record of a manifest with the number of its (first) line, or what is wrong with the line. */
export type ManifestLine =
  | {
      readonly line: number
      readonly fields: Fields
      /** The columns of a table, by the additional names of fields under which their values are given. */
      readonly aliases?: ReadonlyMap<string, string>
      /** The lines of a table above its header. */
      readonly titles?: readonly string[]
    }
  | ({ readonly line: number } & Mistake)
