/**
 * The numbers of terms while a segment is built. Each text has two, because a stem and a word as it is written often have the same
 * letters: the first is the one of a stem or key, which never have the same.
 */
export const termNumber = (text: number): number => 2 * text
/** Returns the number of a word as it is written, by that of its text. */
export const writtenNumber = (text: number): number => 2 * text + 1
/** Returns the number of the text of a term. */
export const textOfTerm = (term: number): number => term >>> 1
/** Returns whether a term is a word as it is written. */
export const isWrittenNumber = (term: number): boolean => (term & 1) === 1
/** Returns the other term of the same text: for a stem the word as it is written, and the other way round. */
export const twinOf = (term: number): number => term ^ 1
