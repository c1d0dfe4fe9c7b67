import type { TObject } from 'typebox'

/** Parameters that released clients still send (clients.md 0.7), and their replacements; null when there is none. */
export const RETIRED: Readonly<Record<string, string | null>> = {
  product_types: null,
  prestige_content_only: null,
  license_models: null,
  entity_uris: null,
  exclude_nudity: null,
  maxcount: 'facet_max_count',
  start_date: 'date_from',
  end_date: 'date_to',
}

/**
 * Names that an operation accepts from old clients although it does not list them (contract 16, Parameters): each stands
 * for its replacement if the operation has that, and otherwise has no effect. Our own operations have no old clients.
 */
export function retiredParameters({
  url,
  query: { properties },
}: {
  readonly url: string
  readonly query: TObject
}): Record<string, string | null> {
  if (!url.startsWith('/v3/')) return {}
  const unlisted = Object.entries(RETIRED).filter(([name]) => !Object.hasOwn(properties, name))
  const names = unlisted.map(([name, other]) => [
    name,
    other !== null && Object.hasOwn(properties, other) ? other : null,
  ])
  return {
    ...Object.fromEntries(names),
    // Only boards are paged by pageSize; the official .NET client sends page_size there too (contract 7).
    ...(Object.hasOwn(properties, 'pageSize') && { page_size: 'pageSize' }),
  }
}
