/** How the API describes a plain text, and an example of one. */
export type PlainTextDescription = {
  readonly column: string
  readonly description?: string
  readonly example?: string
}

/**
 * Texts of an asset that are taken in, edited and sent as their source gives them, in no language of their own. By their
 * names in manifests and in the API: the column of the asset, and how the API describes it. A line here, the column and
 * a line in ingest/data/default-mapping.ts are all that another one needs.
 */
export const PLAIN_TEXTS = {
  artist_title: { column: 'artistTitle' },
  credit_line: { column: 'creditLine', example: 'Ada Example/Vitrine' },
  description_writer: {
    column: 'descriptionWriter',
    description: 'Ours: who wrote the caption, by photoshop:CaptionWriter.',
  },
  era: { column: 'era' },
  headline: { column: 'headline', description: 'Ours: by photoshop:Headline, beside the title.' },
  inventory_number: {
    column: 'inventoryNumber',
    description: 'Ours: by which its owner knows the object that is shown.',
  },
  object_name: { column: 'objectName', example: 'mountain-lake.jpg' },
  physical_size: { column: 'physicalSize', description: 'Ours: of the object that is shown.' },
} as const satisfies Record<string, PlainTextDescription>

/** The name of a plain text in the API and in manifests. */
export type PlainText = keyof typeof PLAIN_TEXTS

/** The column of a plain text in the records. */
export type PlainTextColumn = (typeof PLAIN_TEXTS)[PlainText]['column']

/** The names of the plain texts. */
export const PLAIN_TEXT_NAMES = Object.keys(PLAIN_TEXTS) as PlainText[]

/** Returns what `of` makes of each plain text, by its name. */
export function forPlainTexts<T>(of: (name: PlainText, column: PlainTextColumn) => T): Record<PlainText, T> {
  return Object.fromEntries(
    PLAIN_TEXT_NAMES.map((name) => [name, of(name, PLAIN_TEXTS[name].column)]),
  ) as Record<PlainText, T>
}
