import { findEventRecords } from '../catalogue/events.ts'
import { segmentNumber } from '../catalogue/trade-lists.ts'
import { findLabels } from '../catalogue/vocabulary.ts'
import type { Db } from '../db/database.ts'
import { type IndexedText, indexText } from './analysis.ts'
import { toPart } from './indexed-parts.ts'
import type { IndexEvent } from './search-index.ts'

/** Returns the index documents of these events. Events that no longer exist are `removed`. */
export async function toIndexEvents(
  db: Db,
  ids: readonly number[],
): Promise<{ documents: IndexEvent[]; removed: number[] }> {
  const found = await findEventRecords(db, ids)
  const keywordIds = [...found.values()].flatMap(({ keywords }) => keywords.map(({ id }) => id))
  const labels = await findLabels(db, [...new Set(keywordIds)])
  const documents = [...found.values()].map(({ event, names, segments, keywords }) => {
    const { city, provinceState, countryName, venue, type } = event
    const contextTexts = [
      city,
      provinceState,
      countryName,
      venue,
      type,
      ...segments,
      ...keywords.map(({ text }) => text),
    ]
    const keywordLabels = keywords.flatMap(({ id }) => labels.get(id) ?? [])
    return {
      id: event.id,
      name: termsOf([indexText(event.name), ...names.map((it) => indexText(it.name, it.language))]),
      context: termsOf([
        ...contextTexts.map((text) => indexText(text ?? '')),
        ...keywordLabels.map(({ text, language }) => indexText(text, language)),
      ]),
      startMs: event.startMs,
      segments: segments.map(segmentNumber),
    }
  })
  return { documents, removed: ids.filter((id) => !found.has(id)) }
}

const termsOf = (texts: readonly IndexedText[]): string[] => texts.flatMap((text) => toPart(text).terms)
