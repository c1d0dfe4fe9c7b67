import { findEventRecords } from '../catalogue/events.ts'
import { segmentNumber } from '../catalogue/segments.ts'
import { findLabels } from '../catalogue/vocabulary.ts'
import type { Db } from '../db/database.ts'
import { analyse } from './analysis.ts'
import type { IndexEvent } from './search-index.ts'

/** What an index keeps of these events; those that went are `removed`. */
export async function toIndexEvents(
  db: Db,
  ids: readonly number[],
): Promise<{ documents: IndexEvent[]; removed: number[] }> {
  const found = await findEventRecords(db, ids)
  const keywordIds = [...found.values()].flatMap(({ keywords }) => keywords.map(({ id }) => id))
  const labels = await findLabels(db, [...new Set(keywordIds)])
  const documents = [...found.values()].map(({ event, names, segments, keywords }) => {
    const { city, provinceState, countryName, venue, type } = event
    const context = [
      city,
      provinceState,
      countryName,
      venue,
      type,
      ...segments,
      ...keywords.map(({ text }) => text),
    ]
    return {
      id: event.id,
      name: [...analyse(event.name), ...names.flatMap(({ name, language }) => analyse(name, language))].join(
        ' ',
      ),
      context: [
        ...context.flatMap((text) => analyse(text ?? '')),
        ...keywords
          .flatMap(({ id }) => labels.get(id) ?? [])
          .flatMap(({ text, language }) => analyse(text, language)),
      ].join(' '),
      startMs: event.startMs,
      segments: segments.map(segmentNumber),
    }
  })
  return { documents, removed: ids.filter((id) => !found.has(id)) }
}
