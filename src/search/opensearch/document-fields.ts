import { impactOf } from '../impact.ts'
import { allOf, partsOf } from '../indexed-parts.ts'
import { COUNTED_TYPES, ONE_VALUE_FIELDS, RANGE_FIELDS } from '../query.ts'
import { FIELDS, MAX_PRIOR, priorOf, weightOfOccurrence } from '../ranking.ts'
import type { IndexDocument, IndexEvent, IndexedPart, IndexedTag } from '../search-index.ts'
import { factOf, ONLY, tagFact } from './facts.ts'
import { keywordsField } from './mappings.ts'
import { packColour } from './pack-colour.ts'
import { storedTerm, storedText } from './stored-term.ts'

const TEXTS = ['title', 'keywords', 'caption', 'context'] as const
/** Fields whose values are facts; `country` lifts documents. */
const FACTS = [...ONE_VALUE_FIELDS, 'country'] as const
/** Nobody types longer words and names, so they are not completed. */
const MAX_TYPED = 100
/** Between the parts of a name; no text has it. */
export const NAME_SEPARATOR = '\t'

/** Returns what OpenSearch stores of an asset. */
export function assetFields(document: IndexDocument): object {
  const { id, values, colours } = document
  const parts = partsOf(document)
  const tags = [...document.tags, ...allOf(parts, 'tags')]
  const prior = priorOf(values) / MAX_PRIOR
  return {
    id,
    impacts: impactsOf(document, 'terms', prior),
    written: impactsOf(document, 'written', prior),
    body: TEXTS.map((text) => storedText(allOf(document[text], 'terms'))),
    facts: factsOf(document, tags),
    ...Object.fromEntries(RANGE_FIELDS.map((field) => [field, values[field]])),
    popularity: values.popularity,
    bare: Number(values.pixels === 0),
    colours: colours.map(packColour),
    artist: values.artistId,
    event: idsOf(tags.filter(({ of }) => of === 'event')),
    ...Object.fromEntries(
      COUNTED_TYPES.map((type) => [keywordsField(type), idsOf(tags.filter((tag) => tag.type === type))]),
    ),
    writtenWords: typed(allOf(parts, 'written')),
    names: typed(
      allOf(parts, 'names').map(({ kind, id, folded }) => [kind, folded, id].join(NAME_SEPARATOR)),
    ),
  }
}

/** Returns what OpenSearch stores of an event. */
export const eventFields = ({ id, name, context, startMs, segments }: IndexEvent): object => ({
  id,
  body: [name, context].map(storedText),
  segments,
  startMs,
})

/** Returns the impacts of the terms of a document with this prior. */
function impactsOf(
  document: IndexDocument,
  kind: 'terms' | 'written',
  prior: number,
): Readonly<Record<string, number>> {
  const sums = new Map<string, number>()
  for (const text of TEXTS) {
    const terms = allOf(document[text], kind)
    const weight = weightOfOccurrence(FIELDS[text], terms.length)
    for (const term of terms) sums.set(term, (sums.get(term) ?? 0) + weight)
  }
  return Object.fromEntries(Array.from(sums, ([term, sum]) => [storedTerm(term), impactOf(sum, prior)]))
}

function factsOf({ values, territories }: IndexDocument, tags: readonly IndexedTag[]): string[] {
  const facts = FACTS.flatMap((field) => {
    const value = values[field]
    return value === null ? [] : [factOf(field, value)]
  })
  if (territories?.offered) facts.push(ONLY)
  for (const country of territories?.countries ?? [])
    facts.push(factOf(territories!.offered ? 'offered' : 'denied', country))
  return [...new Set([...facts, ...tags.map(({ of, id }) => tagFact(of, id))])]
}

const idsOf = (tags: readonly IndexedTag[]) => [...new Set(tags.map(({ id }) => id))]
const typed = (texts: readonly string[]) => [...new Set(texts.filter(({ length }) => length <= MAX_TYPED))]

/** A word of texts or labels, for spelling correction and completion. */
export type StoredWord = {
  readonly kind: 'word' | 'label'
  readonly folded: string
  readonly language: string
  readonly spelt: string
}

/** Returns the words of documents, without duplicates. `fold` folds a word. */
export function wordsOf(documents: readonly IndexDocument[], fold: (word: string) => string): StoredWord[] {
  const found = new Map<string, StoredWord>()
  const add = (kind: StoredWord['kind'], language: string, spelt: string) => {
    if (spelt.length > MAX_TYPED) return
    found.set([kind, language, spelt].join(NAME_SEPARATOR), { kind, language, spelt, folded: fold(spelt) })
  }
  for (const part of new Set<IndexedPart>(documents.flatMap(partsOf))) {
    for (const word of part.spelt) add('word', part.speltIn ?? ENGLISH, word)
    for (const word of part.labelWords) add('label', ENGLISH, word)
  }
  return [...found.values()]
}

/** The language of words whose language is not noted. */
export const ENGLISH = 'en'
