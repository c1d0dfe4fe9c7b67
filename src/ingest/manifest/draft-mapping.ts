import { stringify } from 'yaml'
import { readDate } from '../mapping/read-date.ts'
import { explainUnreadDate } from '../mapping/readings.ts'
import { likelyField } from './column-fields.ts'

/** Fields that are lists, with the separators that tables use. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  keywords: [';', '|', ','],
  concepts: [';', '|', ','],
  people: [';', '|'],
  locations: [';', '|'],
}

type Column = { readonly column: string; readonly example: string }

/**
 * Drafts a mapping file: columns with known names are mapped to their fields, unless these are `taken`; the others are
 * listed in comments, each with its first value.
 */
export function draftMapping(columns: readonly Column[], taken: ReadonlySet<string>): string {
  const mapped = new Map<string, Column>()
  const unused: Column[] = []
  for (const it of columns) {
    const field = likelyField(it.column)
    if (field === null || taken.has(field) || mapped.has(field)) unused.push(it)
    else mapped.set(field, it)
  }
  return [
    '# A mapping to start from: save it to a file, change it, and name the file with --mapping.\n',
    ...(mapped.size === 0 ? [] : ['asset:\n', ...[...mapped].map(lineOf)]),
    ...(unused.length === 0
      ? []
      : ['# Not used; "vitrine mapping print" lists all fields:\n', ...unused.map(commentOf)]),
  ].join('')
}

function lineOf([field, { column, example }]: readonly [string, Column]): string {
  const from = `manifest.${column}`
  const split = LISTS[field]
  const rule = split ? { from, split } : isSerial(field, example) ? { from, dates: 'serial' } : from
  const written = stringify(
    { [field]: rule },
    { lineWidth: 0, flowCollectionPadding: true, collectionStyle: 'flow' },
  )
  const line = written.trim().replace(/^\{ (.*) \}$/s, '$1')
  return `  ${line} # ${commentFor(field, example)}\n`
}

const isSerial = (field: string, example: string) => isDate(field) && /^\d{5}(?:\.\d+)?$/.test(example)

const isDate = (field: string) => field.startsWith('date_') && field !== 'date_text'

const commentFor = (field: string, example: string) =>
  isDate(field) && !isSerial(field, example) && !readDate(example) ? explainUnreadDate(example) : example

const commentOf = ({ column, example }: Column) => `#   manifest.${column}: ${example}\n`
