import type { KeywordType } from '../catalogue/keywords.ts'
import type { Language } from '../lib/languages.ts'

/** Where a file says something: a line, both counted from 1, or a concept of a SKOS document. */
export type Place = { readonly line: number } | { readonly concept: number; readonly uri: string | null }

/** One keyword as a file describes it. What is null the file does not speak of, and it stays as it is. */
export type Term = {
  readonly place: Place
  /** What the file calls it, by which its broader terms are named. */
  readonly name: string | null
  readonly id: number | null
  readonly type: KeywordType | null
  /** The words in a language, the preferred one first; a language without words loses those that it had. */
  readonly words: ReadonlyMap<Language, readonly string[]>
  /** Names, ids or words of the keywords whose meaning includes this one's. */
  readonly broader: readonly string[] | null
}

/** A part of a file that was left out, and why. */
export type Refusal = {
  readonly is: 'refused'
  readonly place: Place
  readonly field: string
  readonly reason: string
}

/** A refusal; nothing that a file says ends the import of the rest. */
export function refuse(place: Place, field: string, reason: string): Refusal {
  return { is: 'refused', place, field, reason }
}

/** Returns whether it is a refusal and not what it might have been. */
export function isRefusal(it: object | null): it is Refusal {
  return it !== null && 'is' in it && it.is === 'refused'
}

/** A place as a person reads it. */
export function placeName(place: Place): string {
  if ('line' in place) return `line ${place.line}`
  return `concept ${place.concept}${place.uri === null ? '' : ` (${place.uri})`}`
}
