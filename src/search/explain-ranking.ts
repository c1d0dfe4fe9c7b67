import type { Db } from '../db/database.ts'
import { toDocuments } from './documents.ts'
import type { WordScore } from './explanation.ts'
import { allOf, partsOf, type TextField } from './indexed-parts.ts'
import { PREFIX_MARK, type SearchQuery } from './query.ts'
import { FIELDS, type Shares, sharesOf, weightOfOccurrence } from './ranking.ts'
import type { IndexDocument, SearchIndex } from './search-index.ts'

/** The texts of a document. */
export type Field = TextField

/** How an asset was ranked by best match. */
export type RankingExplanation = {
  readonly words: readonly (Pick<WordScore, 'terms' | 'isWritten' | 'weight' | 'score'> & {
    /** The part of the score that each text adds. */
    readonly fields: Readonly<Partial<Record<Field, number>>>
  })[]
  /** The score of the text: the sum over words. */
  readonly text: number
  readonly shares: Shares
  /** It comes before others because it has the only word of the phrase as it is written. */
  readonly isWrittenFirst: boolean
  /** The text's score with all shares. */
  readonly score: number
}

const FIELD_NAMES = Object.keys(FIELDS) as Field[]

/** Explains the order of assets that a query found, by their ids. Empty if no scores decide the order. */
export async function explainRanking(
  { db, index }: { db: Db; index: SearchIndex },
  query: SearchQuery,
  ids: readonly number[],
): Promise<Map<number, RankingExplanation>> {
  const explanations = await index.explain(query, ids)
  const { documents } = await toDocuments(
    db,
    explanations.map(({ id }) => id),
  )
  const byId = new Map(documents.map((document) => [document.id, document]))
  const explained = new Map<number, RankingExplanation>()
  for (const { id, words, score } of explanations) {
    const document = byId.get(id)
    if (!document) continue
    const shares = sharesOfDocument(document, query)
    const prior = 1 + shares.quality + shares.popularity
    const scored = words.map((word) => ({ ...word, score: word.score / prior }))
    explained.set(id, {
      words: scored.map((word) => ({ ...word, fields: fieldsOf(document, word) })),
      text: scored.reduce((sum, word) => sum + word.score, 0),
      shares,
      isWrittenFirst: (query.text?.preferred ?? []).some((word) => hasWritten(document, word)),
      score,
    })
  }
  return explained
}

function sharesOfDocument(
  { values }: IndexDocument,
  { boostedCountry, freshOn = null }: SearchQuery,
): Shares {
  const isOwn = boostedCountry != null && values.country === boostedCountry
  const freshMs = values.family === 'editorial' ? values.createdMs : null
  return sharesOf({ ...values, isOwn, freshMs }, freshOn)
}

const hasWritten = (document: IndexDocument, word: string) =>
  partsOf(document).some(({ written }) => written.includes(word))

/** Divides the score of a word among the texts as BM25F weighs its occurrences there. */
function fieldsOf(
  document: IndexDocument,
  { terms, isWritten, score }: WordScore,
): Partial<Record<Field, number>> {
  const weights = FIELD_NAMES.map((field) => {
    const text: string[] = allOf(document[field], isWritten ? 'written' : 'terms')
    return [field, occurrences(text, terms) * weightOfOccurrence(FIELDS[field], text.length)] as const
  }).filter(([, weight]) => weight > 0)
  const sum = weights.reduce((total, [, weight]) => total + weight, 0)
  return Object.fromEntries(weights.map(([field, weight]) => [field, (score * weight) / sum]))
}

/** Returns how often adjacent terms, or terms that begin like the only one, occur in a text. */
function occurrences(text: readonly string[], terms: readonly string[]): number {
  const [first = ''] = terms
  const isPrefix = terms.length === 1 && first.endsWith(PREFIX_MARK)
  if (isPrefix) return text.filter((term) => term.startsWith(first.slice(0, -PREFIX_MARK.length))).length
  return text.filter((_, at) => terms.every((term, offset) => text[at + offset] === term)).length
}
