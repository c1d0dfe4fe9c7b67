import type { DatabaseSync } from 'node:sqlite'
import type { Explanation, WordScore } from '../explanation.ts'
import type { SearchQuery } from '../query.ts'
import { compileLift } from './compile-lift.ts'
import { anyReading, compileScore, compileText } from './compile-text.ts'
import type { Sql } from './sql.ts'
import { reader } from './statements.ts'

/** The shares of quality and popularity alone. */
const PRIOR = compileLift({})

/** Makes the function that explains scores: see the port. Scores of bm25 are negative. */
export function explainer(file: DatabaseSync): (query: SearchQuery, ids: readonly number[]) => Explanation[] {
  const { all } = reader(file)

  function scoreOf(id: number, words: string, factor: Sql): number {
    const score = compileScore({ preferred: [] }, 'd.id', factor)
    const [row] = all({
      // NOTE: FTS5 ignores a condition of its rowid with a number that is bound as a float.
      sql: `select ${score.sql} as score from document d join words on words.rowid = d.id
            where words match ? and d.id = ?`,
      values: [...score.values, words, id],
    })
    return row === undefined ? 0 : -Number(row.score)
  }

  return (query, ids) => {
    const { text, sort } = query
    const whole = text && compileText(text)
    if (!text || whole === null || sort.by !== 'best') return []
    return ids.flatMap((id) => {
      const words = text.clauses.flatMap((clause): WordScore[] => {
        const readings = clause.map((terms) => ({ terms, score: scoreOf(id, anyReading([terms]), PRIOR) }))
        const best = readings.reduce((a, b) => (b.score > a.score ? b : a))
        // All readings of a word add to a score of bm25.
        const score = readings.reduce((sum, reading) => sum + reading.score, 0)
        return score === 0 ? [] : [{ terms: best.terms, isWritten: false, weight: null, score }]
      })
      return words.length === 0 ? [] : [{ id, words, score: scoreOf(id, whole, compileLift(query)) }]
    })
  }
}
