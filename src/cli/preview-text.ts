import type { Preview } from '../ingest/manifest/preview-manifest.ts'
import { columns } from './columns.ts'
import { printable } from './printable.ts'

/** What a manifest means, for a person: its fields, what is left over, and a mapping to start from. */
export function previewText({
  manifest,
  records,
  titles,
  fields,
  unused,
  missing,
  unreadDates,
  draft,
}: Preview): string {
  if (records === 0) return ''
  const rows = fields.map(({ field, columns, example, date }) => [
    field,
    columns.join(', '),
    date === null ? example : `${example} → ${date}`,
  ])
  const notes = [
    ...titles.map((title) => `Left out above the names of the columns: ${title}`),
    ...(unused.length === 0 ? [] : [`Not used: ${unused.map(({ column }) => column).join(', ')}`]),
    ...(missing.length === 0 ? [] : [`Named by the mapping, but in no record: ${missing.join(', ')}`]),
    ...(unreadDates === null
      ? []
      : [`Dates kept as texts: ${unreadDates.count}. The first one: ${unreadDates.first}`]),
  ]
  return [
    `${printable(manifest)}, by its first ${records === 1 ? 'record' : `${records} records`}:\n\n`,
    columns(['FIELD', 'FROM', 'FIRST VALUE'], rows),
    ...notes.map((note) => `${printable(note)}\n`),
    ...(draft === null ? [] : [`\n${draft.split('\n').map(printable).join('\n')}`]),
    '\n',
  ].join('')
}

/** Of a manifest of which nothing was taken in: which columns nothing uses, and how to use them. Null when all are used. */
export function unusedText({ manifest, unused }: Preview): string | null {
  if (unused.length === 0) return null
  const columns = unused.map(({ column }) => column).join(', ')
  return printable(
    `No record of ${manifest} was taken in, and nothing uses these columns: ${columns}. With --plan a mapping for them is printed.`,
  )
}
