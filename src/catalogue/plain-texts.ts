/** The column of a plain text, and its description and example in the API document. */
export type PlainTextDescription = {
  readonly column: string
  readonly description?: string
  readonly example?: string
}

/**
 * Plain texts of an asset: they are ingested, edited and returned unchanged, and are not translated. They are listed by
 * their names in manifests and in the API. To add one, add a line here, the column, and a line in
 * ingest/data/default-mapping.ts.
 */
export const PLAIN_TEXTS = {
  accessrestriction: {
    column: 'accessRestriction',
    description: 'A restriction of access, in the words of the source.',
  },
  artist_title: { column: 'artistTitle' },
  credit_line: { column: 'creditLine', example: 'Ada Example/Vitrine' },
  description_writer: {
    column: 'descriptionWriter',
    description: 'Ours: who wrote the caption (photoshop:CaptionWriter).',
  },
  era: { column: 'era' },
  headline: { column: 'headline', description: 'Ours: photoshop:Headline, in addition to the title.' },
  inventory_number: {
    column: 'inventoryNumber',
    description: "Ours: the owner's number for the object shown.",
  },
  object_name: { column: 'objectName', example: 'mountain-lake.jpg' },
  physical_size: { column: 'physicalSize', description: 'Ours: the size of the object shown.' },
} as const satisfies Record<string, PlainTextDescription>

/** Plain texts that only videos have, in the same form. */
export const VIDEO_TEXTS = {
  istock_sub_collection: { column: 'istockSubCollection' },
  mastered_to: { column: 'masteredTo', example: 'QuickTime H.264 1920x1080 25p' },
  originally_shot_on: { column: 'originallyShotOn' },
  shot_speed: { column: 'shotSpeed', example: 'Real Time' },
} as const satisfies Record<string, PlainTextDescription>

/** The name of a plain text in the API and in manifests. */
export type PlainText = keyof typeof PLAIN_TEXTS

/** The column of a plain text in the records. */
export type PlainTextColumn = (typeof PLAIN_TEXTS)[PlainText]['column']

/** The names of the plain texts. */
export const PLAIN_TEXT_NAMES = Object.keys(PLAIN_TEXTS) as PlainText[]

/** Returns the result of `of` for each plain text, by name. */
export function forPlainTexts<T>(of: (name: PlainText, column: PlainTextColumn) => T): Record<PlainText, T> {
  return Object.fromEntries(
    PLAIN_TEXT_NAMES.map((name) => [name, of(name, PLAIN_TEXTS[name].column)]),
  ) as Record<PlainText, T>
}

/** The name of a plain text of videos. */
export type VideoText = keyof typeof VIDEO_TEXTS

/** The names of the plain texts of videos. */
export const VIDEO_TEXT_NAMES = Object.keys(VIDEO_TEXTS) as VideoText[]

/** Returns the result of `of` for each plain text of videos, by name. */
export function forVideoTexts<T>(
  of: (name: VideoText, column: (typeof VIDEO_TEXTS)[VideoText]['column']) => T,
): Record<VideoText, T> {
  return Object.fromEntries(
    VIDEO_TEXT_NAMES.map((name) => [name, of(name, VIDEO_TEXTS[name].column)]),
  ) as Record<VideoText, T>
}
