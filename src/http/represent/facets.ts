/** A value of a facet with its name and the number of assets that have it. */
export type NamedCount = { readonly id: number; readonly name: string; readonly count: number }

/**
 * Facets in the order of their exact counts, then of their names (contract 16, Order), each cut to its limit.
 * An artist is known by name alone; everything else has an id.
 */
export function presentFacets(
  facets: readonly string[],
  values: readonly (readonly NamedCount[])[],
  {
    facet_max_count: max,
    facet_counts: withCounts = false,
  }: { facet_max_count: number; facet_counts?: boolean },
): Record<string, unknown> {
  return Object.fromEntries(
    facets.map((facet, index) => {
      const sorted = values[index]!.toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
      const entries = sorted.slice(0, max).map(({ id, name, count }) => ({
        ...(facet !== 'artists' && { id }),
        name,
        ...(withCounts && { count }),
      }))
      return [facet, entries]
    }),
  )
}
