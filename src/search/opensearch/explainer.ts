import { WEIGHT_SCALE } from '../clause-weight.ts'
import type { Explanation, WordScore } from '../explanation.ts'
import { MAX_IMPACT } from '../impact.ts'
import type { SearchQuery } from '../query.ts'
import { MAX_PRIOR } from '../ranking.ts'
import { compileSearch, isScored } from './compile-query.ts'
import { impactOfWritten, type Query, scoreClause } from './compile-text.ts'
import type { Connection } from './connection.ts'
import { searchMany } from './search-many.ts'
import type { searcher } from './searcher.ts'

/** Divides scores into those of BM25F: the sum of weights by what saturates at 1. */
const SCALE = (WEIGHT_SCALE * MAX_IMPACT) / MAX_PRIOR

type Scores = ReadonlyMap<number, number>
/** A reading of a word, and its scores. */
type Reading = Pick<WordScore, 'terms' | 'isWritten'> & {
  readonly word: number
  readonly weight: number
  readonly query: Query
}

/** Makes the function that explains scores: see the port. */
export function explainer(
  connection: Connection,
  index: string,
  { exact }: ReturnType<typeof searcher>['weights'],
) {
  /** Returns what each of these queries scores for those of these assets that match it. */
  async function scoresOf(queries: readonly Query[], ids: readonly number[]): Promise<readonly Scores[]> {
    const searches = queries.map((query) => ({
      query: { bool: { must: query, filter: { ids: { values: ids.map(String) } } } },
      size: ids.length,
      _source: false,
      stored_fields: '_none_',
      docvalue_fields: ['id'],
    }))
    const answer = ['hits.hits._score', 'hits.hits.fields.id']
    const answers = await searchMany(connection, { index, searches, answer })
    return answers.map(({ hits }) => {
      const found: { _score: number; fields: { id: [number] } }[] = hits?.hits ?? []
      return new Map(found.map(({ _score, fields }) => [fields.id[0], _score / SCALE]))
    })
  }

  return async (query: SearchQuery, ids: readonly number[]): Promise<Explanation[]> => {
    const { text } = query
    if (!text || !isScored(query) || query.like) return []
    const weights = await exact(query)
    const readings = [
      ...text.clauses.flatMap((clause, word) =>
        clause.map((terms): Reading => {
          const weight = weights.clauses[word]!
          return { word, terms, isWritten: false, weight, query: scoreClause([terms], weight) }
        }),
      ),
      ...text.emphasised.flatMap((words, at) =>
        words.map((word): Reading => {
          const weight = weights.emphasised[at]!
          return {
            word: text.clauses.length + at,
            terms: [word],
            isWritten: true,
            weight,
            query: impactOfWritten(word, weight),
          }
        }),
      ),
    ]
    const whole = compileSearch({ ...query, text: { ...text, preferred: [] } }, weights).query
    const [scores, ...ofReadings] = await scoresOf([whole, ...readings.map((reading) => reading.query)], ids)
    return ids.flatMap((id): Explanation[] => {
      const score = scores!.get(id)
      if (score === undefined) return []
      const best = new Map<number, WordScore>()
      readings.forEach(({ word, terms, isWritten, weight }, at) => {
        const own = ofReadings[at]!.get(id)
        if (own !== undefined && own > (best.get(word)?.score ?? 0))
          best.set(word, { terms, isWritten, weight: weight / WEIGHT_SCALE, score: own })
      })
      return [{ id, words: [...best.values()], score }]
    })
  }
}
