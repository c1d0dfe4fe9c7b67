import { foldName } from '../../lib/text.ts'
import { COLUMN_NAMES } from '../data/column-names.ts'
import { DEFAULT_MAPPING_TEXT } from '../data/default-mapping.ts'
import { MAPPED_FIELDS } from '../mapping/mapping.ts'

const byFoldedName = (names: Iterable<string>) =>
  new Map([...names].map((name): [string, string] => [foldName(name), name]))

/** The fields of a manifest that the default mapping reads: "manifest.duration" is read for clip_length. */
const READ_BY_DEFAULT = [...DEFAULT_MAPPING_TEXT.matchAll(/\bmanifest\.([a-z_]+)/g)].map((found) => found[1]!)
/** The names that the default mapping reads, by how people write them: "Date Created" is date_created. */
const NAMES = byFoldedName([...Object.values(MAPPED_FIELDS).flat(), ...READ_BY_DEFAULT])
/** The fields that a draft can have. */
const ASSET_FIELDS = byFoldedName(MAPPED_FIELDS.asset)
const UNDERSTOOD = new Map<string, string>()
const PROPOSED = new Map<string, string>()
for (const [field, [understood, proposed]] of Object.entries(COLUMN_NAMES)) {
  for (const name of understood) UNDERSTOOD.set(name, field)
  for (const name of proposed) PROPOSED.set(name, field)
}

/**
 * Returns the field of a manifest that each column of a table means besides its own name: the same name in another
 * case or with spaces, or a common name of the field ("Byline" is artist). If several columns mean one field, the first
 * counts; a column with the name of the field itself takes precedence. Null for a column that means its own name only.
 */
export function understoodFields(columns: readonly string[]): (string | null)[] {
  const taken = new Set(columns)
  const take = (field: string | undefined): string | null => {
    if (field === undefined || taken.has(field)) return null
    taken.add(field)
    return field
  }
  const named = columns.map((column) => take(NAMES.get(foldName(column))))
  return columns.map((column, index) => named[index] ?? take(UNDERSTOOD.get(foldName(column))))
}

/** Returns the field that a column most likely holds, for a draft mapping; null when its name is not known. */
export function likelyField(column: string): string | null {
  const folded = foldName(column)
  return ASSET_FIELDS.get(folded) ?? UNDERSTOOD.get(folded) ?? PROPOSED.get(folded) ?? null
}
