import {
  findBroader,
  findKeywordRecords,
  findLabels,
  type KeywordRecord,
  type Label,
} from '../catalogue/vocabulary.ts'
import type { Db } from '../db/database.ts'
import { Recent } from '../lib/recent.ts'
import { distinctReadings, indexText } from './analysis.ts'
import { namesOfKeyword } from './indexed-names.ts'
import { toPart } from './indexed-parts.ts'
import type { IndexedPart } from './search-index.ts'

/** How many keywords are kept at least: analysing one takes longer than everything else that a document needs of it. */
const KEPT = 50_000

/** A keyword as documents have it. */
export type IndexedKeyword = {
  readonly type: string
  readonly text: string
  /** Of documents that have it. */
  readonly part: IndexedPart
  /** Of documents that have a narrower keyword: without its names and its tag. */
  readonly asBroader: IndexedPart
  /** All direct and indirect broader keywords. */
  readonly broader: readonly number[]
}

/** Reads keywords and analyses them, and keeps those that were used last. */
export class KeywordParts {
  readonly #kept = new Recent<IndexedKeyword, number>(KEPT)

  /** Forgets all keywords, because labels or broader keywords have changed. */
  forget(): void {
    this.#kept.clear()
  }

  /** Returns those of the keywords that exist, and their broader keywords. */
  async find(db: Db, ids: Iterable<number>): Promise<ReadonlyMap<number, IndexedKeyword>> {
    const found = new Map<number, IndexedKeyword>()
    let level = [...new Set(ids)]
    while (level.length > 0) {
      const missing: number[] = []
      for (const id of level) {
        const kept = this.#kept.get(id)
        if (kept) found.set(id, kept)
        else missing.push(id)
      }
      for (const [id, keyword] of await readKeywords(db, missing)) {
        this.#kept.set(id, keyword)
        found.set(id, keyword)
      }
      const broader = new Set(level.flatMap((id) => found.get(id)?.broader ?? []))
      level = [...broader].filter((id) => !found.has(id))
    }
    return found
  }
}

async function readKeywords(db: Db, ids: readonly number[]): Promise<[number, IndexedKeyword][]> {
  if (ids.length === 0) return []
  const [records, labels, broader] = await Promise.all([
    findKeywordRecords(db, ids),
    findLabels(db, ids),
    findBroader(db, ids),
  ])
  return records.map((record) => {
    const { id, type, text } = record
    return [id, { type, text, broader: [...broader.get(id)!], ...analyse(record, labels.get(id) ?? []) }]
  })
}

/**
 * Analyses a keyword with its labels in all languages. Labels are often the same in several languages, so readings that
 * repeat others are removed. One of the labels is the keyword's own text, if it has any.
 */
function analyse(
  keyword: KeywordRecord,
  labels: readonly Label[],
): Pick<IndexedKeyword, 'part' | 'asBroader'> {
  const own = indexText(keyword.text)
  const ofLabels = labels.map(({ text, language }) => indexText(text, language))
  const partOf = (texts: typeof ofLabels, spelt: readonly string[]): IndexedPart => ({
    ...toPart({
      readings: distinctReadings(texts.flatMap(({ readings }) => readings)),
      others: [...new Set(texts.flatMap(({ others }) => others))],
      written: texts.flatMap(({ written }) => written),
      spelt,
      speltIn: own.speltIn,
    }),
    isCommon: true,
    labelWords: ofLabels.flatMap((label) => label.spelt),
  })
  const { id, type } = keyword
  return {
    part: {
      ...partOf([own, ...ofLabels], own.spelt),
      names: namesOfKeyword(keyword, labels),
      tags: [{ of: 'keyword', id, type }],
    },
    asBroader: ofLabels.length === 0 ? partOf([own], own.spelt) : partOf(ofLabels, []),
  }
}
