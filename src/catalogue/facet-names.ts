import type { Db } from '../db/database.ts'
import { queryByIds } from '../db/query-by-ids.ts'
import type { Language } from '../lib/languages.ts'
import { eventName, findNamedEvents } from './events.ts'
import { findNames } from './vocabulary.ts'

/** A value of a facet with its name and the number of assets that have it; `startMs` is null except for events. */
export type NamedCount = {
  readonly id: number
  readonly name: string
  readonly count: number
  readonly startMs: number | null
}
type Count = { readonly id: number; readonly count: number }

const artistsByIds = queryByIds<{ id: number; name: string }>((db, ids) =>
  db.selectFrom('artist').select(['id', 'name']).where('id', 'in', ids),
)
const keywordsByIds = queryByIds<{ id: number; name: string }>((db, ids) =>
  db.selectFrom('keyword').select(['id', 'text as name']).where('id', 'in', ids),
)

/** Returns the `max` most frequent values of a facet with their names in a language, ordered by count, then by name. */
export async function findFacetNames(
  db: Db,
  of: 'artist' | 'event' | 'keyword' | 'segment',
  counts: readonly Count[],
  { max, language }: { max: number; language: Language },
): Promise<NamedCount[]> {
  const top = topCounts(counts, max)
  const names = await namesOf(
    db,
    of,
    top.map(({ id }) => id),
    language,
  )
  return top
    .flatMap(({ id, count }) => {
      const found = names.get(id)
      return found ? [{ id, count, ...found }] : []
    })
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .slice(0, max)
}

/** The `max` highest counts, and all others that equal the last of these, since the order by name then decides. */
function topCounts(counts: readonly Count[], max: number): readonly Count[] {
  if (counts.length <= max) return counts
  // NOTE: as numbers, because sorting tens of thousands of objects takes longer than most searches.
  const ascending = Uint32Array.from(counts, ({ count }) => count).sort()
  const least = ascending[counts.length - max]!
  return counts.filter(({ count }) => count >= least)
}

async function namesOf(
  db: Db,
  of: string,
  ids: readonly number[],
  language: Language,
): Promise<Map<number, { name: string; startMs: number | null }>> {
  if (of === 'event') {
    const records = [...(await findNamedEvents(db, ids)).values()]
    return new Map(
      records.map((it) => [it.event.id, { name: eventName(it, language), startMs: it.event.startMs }]),
    )
  }
  const rows = of === 'artist' ? await artistsByIds(db, ids) : await keywordsByIds(db, ids)
  const local = of === 'keyword' ? await findNames(db, ids, language) : new Map<number, string>()
  return new Map(rows.map(({ id, name }) => [id, { name: local.get(id) ?? name, startMs: null }]))
}
