import { readFileSync } from 'node:fs'
import type { Concept } from './concept.ts'

type ConceptFile = {
  readonly languages: readonly string[]
  readonly concepts: readonly (readonly string[])[]
}

let known: readonly Concept[] | null = null

/**
 * The concepts that come with the program, from Unicode CLDR (generate/concept-words.ts made the file). It is read when
 * it is first needed, in some ten milliseconds.
 */
export function shippedConcepts(): readonly Concept[] {
  known ??= readConcepts()
  return known
}

function readConcepts(): Concept[] {
  const path = new URL('data/concept-words.json', import.meta.url)
  const { languages, concepts } = JSON.parse(readFileSync(path, 'utf8')) as ConceptFile
  return concepts.map((cells) =>
    cells.flatMap((cell, column) =>
      cell === '' ? [] : cell.split('|').map((text) => ({ text, language: languages[column]! })),
    ),
  )
}
