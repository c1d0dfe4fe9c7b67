import type { KeywordType } from '../catalogue/keywords.ts'
import type { Language } from '../lib/languages.ts'

/** A location in a vocabulary file: a line, or a concept of a SKOS document; both are counted from 1. */
export type FileLocation =
  | { readonly line: number }
  | { readonly concept: number; readonly uri: string | null }

/** A keyword as a vocabulary file describes it. Members that are null are not in the file and stay unchanged. */
export type KeywordEntry = {
  readonly location: FileLocation
  /** The name by which the file refers to it as a broader keyword. */
  readonly name: string | null
  readonly id: number | null
  readonly type: KeywordType | null
  /** Labels by language, the preferred one first. An empty list removes the labels of that language. */
  readonly labels: ReadonlyMap<Language, readonly string[]>
  /** Names, ids or labels of broader keywords. */
  readonly broader: readonly string[] | null
}

/** A part of a file that was refused, and why. */
export type Refusal = {
  readonly is: 'refused'
  readonly location: FileLocation
  readonly field: string
  readonly reason: string
}

/** Makes a refusal. It is returned rather than thrown, because the import of the rest goes on. */
export function refuse(location: FileLocation, field: string, reason: string): Refusal {
  return { is: 'refused', location, field, reason }
}

/** Returns whether a result is a refusal. */
export function isRefusal(it: object | null): it is Refusal {
  return it !== null && 'is' in it && it.is === 'refused'
}

/** Returns a location as text: "line 4", "concept 2 (http://…)". */
export function describeLocation(location: FileLocation): string {
  if ('line' in location) return `line ${location.line}`
  return `concept ${location.concept}${location.uri === null ? '' : ` (${location.uri})`}`
}
