/** A word or a name of several words, and the language that it is of. */
export type Wording = { readonly text: string; readonly language: string }

/** What several languages call one thing. */
export type Concept = readonly Wording[]

/** The language of a tag without its country: the words of pt-BR and pt-PT are those of one language. */
export const baseOf = (language: string): string => language.toLowerCase().split('-')[0]!
