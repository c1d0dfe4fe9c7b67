import { foldName } from '../../lib/text.ts'
import { COLUMN_NAMES } from '../data/column-names.ts'
import { MAPPED_FIELDS } from '../mapping/mapping.ts'

/** The names that the usual mapping reads, by how people write them: "Date Created" is date_created. */
const FIELDS = new Map<string, string>(
  [...new Set(Object.values(MAPPED_FIELDS).flat()), 'kind', 'date'].map((field) => [foldName(field), field]),
)
const UNDERSTOOD = new Map<string, string>()
const PROPOSED = new Map<string, string>()
for (const [field, [understood, proposed]] of Object.entries(COLUMN_NAMES)) {
  for (const name of understood) UNDERSTOOD.set(name, field)
  for (const name of proposed) PROPOSED.set(name, field)
}

/**
 * The field of a manifest that each column of a table stands for besides its own name: written in another case or with
 * blanks, or a usual name of it ("Byline" is artist). The first column of a field counts, and one that has the field's
 * own name goes before all others. Null for columns that stand for themselves alone.
 */
export function usualFields(columns: readonly string[]): (string | null)[] {
  const taken = new Set(columns)
  const take = (field: string | undefined): string | null => {
    if (field === undefined || taken.has(field)) return null
    taken.add(field)
    return field
  }
  const written = columns.map((column) => take(FIELDS.get(foldName(column))))
  return columns.map((column, index) => written[index] ?? take(UNDERSTOOD.get(foldName(column))))
}

/** The field that a column most likely holds, for a mapping to start from; null when its name says nothing. */
export function likelyField(column: string): string | null {
  const folded = foldName(column)
  return FIELDS.get(folded) ?? UNDERSTOOD.get(folded) ?? PROPOSED.get(folded) ?? null
}
