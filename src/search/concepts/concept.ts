/** A word or phrase and its language. */
export type Wording = { readonly text: string; readonly language: string }

/** The words for one thing in several languages. */
export type Concept = readonly Wording[]

/** Returns a language tag without its country: pt-BR and pt-PT share their words. */
export const baseOf = (language: string): string => language.toLowerCase().split('-')[0]!
