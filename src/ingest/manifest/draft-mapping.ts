import { stringify } from 'yaml'
import { readDate } from '../mapping/read-date.ts'
import { unreadDate } from '../mapping/readings.ts'
import { likelyField } from './column-fields.ts'

/** Fields that are lists, which a table separates by signs. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  keywords: [';', '|', ','],
  concepts: [';', '|', ','],
  people: [';', '|'],
  locations: [';', '|'],
}

type Column = { readonly column: string; readonly example: string }

/**
 * A mapping file to start from: columns whose names tell what they hold go to their fields, unless these are `taken`;
 * the others stand in comments, each with its first value.
 */
export function draftMapping(columns: readonly Column[], taken: ReadonlySet<string>): string {
  const placed = new Map<string, Column>()
  const left: Column[] = []
  for (const it of columns) {
    const field = likelyField(it.column)
    if (field === null || taken.has(field) || placed.has(field)) left.push(it)
    else placed.set(field, it)
  }
  return [
    '# A mapping to start from: save it to a file, change it, and name the file with --mapping.\n',
    ...(placed.size === 0 ? [] : ['asset:\n', ...[...placed].map(lineOf)]),
    ...(left.length === 0
      ? []
      : ['# Not used; "vitrine mapping print" lists all fields:\n', ...left.map(commentOf)]),
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
  isDate(field) && !isSerial(field, example) && !readDate(example) ? unreadDate(example) : example

const commentOf = ({ column, example }: Column) => `#   manifest.${column}: ${example}\n`
