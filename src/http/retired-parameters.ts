import type { TObject } from 'typebox'

/** What released clients still send (clients.md 0.7), and what took its place; null is nothing. */
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
 * Names that an operation accepts from old clients though it does not list them (contract 16, Parameters): each stands
 * for what took its place where the operation has that, and for nothing elsewhere.
 */
export function retiredParameters({ properties }: TObject): Record<string, string | null> {
  const unlisted = Object.entries(RETIRED).filter(([name]) => !Object.hasOwn(properties, name))
  const names = unlisted.map(([name, other]) => [
    name,
    other !== null && Object.hasOwn(properties, other) ? other : null,
  ])
  return {
    ...Object.fromEntries(names),
    // Boards alone are paged by pageSize; the official .NET client writes it as everywhere else (contract 7).
    ...(Object.hasOwn(properties, 'pageSize') && { page_size: 'pageSize' }),
  }
}
