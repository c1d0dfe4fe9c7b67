/** What a manifest can say something of. */
export const RECORD_KINDS = ['asset', 'event', 'collection', 'keyword', 'order'] as const

/** One of these kinds. */
export type RecordKind = (typeof RECORD_KINDS)[number]

/** A record as its manifest has it: any names, any JSON values; a table has texts alone. */
export type Fields = Readonly<Record<string, unknown>>

/** Why a line is refused: the field that is wrong, where it is one, and what is wrong with it. */
export type Mistake = { readonly field: string | null; readonly reason: string }

/** One record of a manifest with the number of its (first) line, or what is wrong with the line. */
export type ManifestLine =
  | {
      readonly line: number
      readonly fields: Fields
      /** The column of a table that each usual name among the fields stands for. */
      readonly aliases?: ReadonlyMap<string, string>
      /** What a table says above the names of its columns, line by line. */
      readonly titles?: readonly string[]
    }
  | ({ readonly line: number } & Mistake)
