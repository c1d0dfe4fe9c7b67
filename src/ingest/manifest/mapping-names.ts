import type { Texts } from '../../catalogue/asset.ts'

/** Names of fields in mappings that differ from those in descriptions. */
const NAMES: Readonly<Record<string, string>> = {
  provinceState: 'state',
  countryName: 'country',
  isEmbeddable: 'embeddable',
  segments: 'editorial_segments',
}
/** Fields that are computed from others. */
const COMPUTED = new Set(['dateCreatedMs'])

/**
 * Converts a description to the names of fields in mappings, for the author of one: moments in ISO 8601, a title in
 * German as "title.de".
 */
export function inMappingNames({
  texts = {},
  ...description
}: { readonly texts?: Readonly<Record<string, Partial<Texts>>> } & Readonly<Record<string, unknown>>): Record<
  string,
  unknown
> {
  const own = Object.entries(description).filter(([field]) => !COMPUTED.has(field))
  const translated = Object.entries(texts).flatMap(([language, those]) =>
    Object.entries(those)
      .filter(([, text]) => text != null)
      .map(([field, text]) => [`${nameOf(field)}.${language}`, text] as const),
  )
  return Object.fromEntries([
    ...own.map(([field, value]) => [nameOf(field), momentOf(field, value)]),
    ...translated,
  ])
}

function nameOf(field: string): string {
  return NAMES[field] ?? field.replace(/Ms$/, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

function momentOf(field: string, value: unknown): unknown {
  return field.endsWith('Ms') && typeof value === 'number' ? new Date(value).toISOString() : value
}
