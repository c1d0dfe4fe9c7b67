import type { Preview } from '../ingest/manifest/preview-manifest.ts'
import { columns } from './columns.ts'
import { printable } from './printable.ts'

/** Describes how a manifest is read: its fields, unused columns, and a mapping to start from. */
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
    ...titles.map((title) => `Skipped above the column names: ${title}`),
    ...(unused.length === 0 ? [] : [`Not used: ${unused.map(({ column }) => column).join(', ')}`]),
    ...(missing.length === 0 ? [] : [`In the mapping, but in no record: ${missing.join(', ')}`]),
    ...(unreadDates === null
      ? []
      : [`Dates kept as text: ${unreadDates.count}. The first one: ${unreadDates.first}`]),
  ]
  return [
    `${printable(manifest)}, by its first ${records === 1 ? 'record' : `${records} records`}:\n\n`,
    columns(['FIELD', 'FROM', 'FIRST VALUE'], rows),
    ...notes.map((note) => `${printable(note)}\n`),
    ...(draft === null ? [] : [`\n${draft.split('\n').map(printable).join('\n')}`]),
    '\n',
  ].join('')
}

/** Names the unused columns of a manifest whose records were all refused; null when all columns are used. */
export function unusedText({ manifest, unused }: Preview): string | null {
  if (unused.length === 0) return null
  const columns = unused.map(({ column }) => column).join(', ')
  return printable(
    `No record of ${manifest} was ingested, and these columns are not used: ${columns}. Add --plan to print a mapping for them.`,
  )
}
