import type { IndexedText } from './analysis.ts'
import type { IndexDocument, IndexedPart } from './search-index.ts'

/** A part that has nothing. */
export const NO_PART: IndexedPart = {
  isCommon: false,
  terms: [],
  written: [],
  spelt: [],
  speltIn: null,
  labelWords: [],
  names: [],
  tags: [],
}

/** Returns an analysed text as a part of a document: the terms of each reading, then those of other spellings. */
export function toPart({ readings, others, written, spelt, speltIn }: IndexedText): IndexedPart {
  const [first = []] = readings
  const terms = readings.length < 2 && others.length === 0 ? first : [...readings.flat(), ...others]
  return { ...NO_PART, terms, written, spelt, speltIn }
}

/** The texts of a document. */
export type TextField = 'title' | 'keywords' | 'caption' | 'context'
const TEXT_FIELDS: readonly TextField[] = ['title', 'keywords', 'caption', 'context']

/** Returns all parts of a document. */
export const partsOf = (document: Pick<IndexDocument, TextField>): IndexedPart[] =>
  TEXT_FIELDS.flatMap((field) => document[field])

/** Returns what all of these parts have of a kind, one after the other. */
export function allOf<Kind extends Exclude<keyof IndexedPart, 'isCommon' | 'speltIn'>>(
  parts: readonly IndexedPart[],
  kind: Kind,
): IndexedPart[Kind][number][] {
  return parts.flatMap((part): readonly IndexedPart[Kind][number][] => part[kind])
}
