import type { Completion, CompletionQuery } from '../../completion.ts'
import { baseOf } from '../../concepts/concept.ts'
import { termsWithPrefix } from '../dictionary.ts'
import {
  isWordKind,
  nameAt,
  type StoredName,
  speltWord,
  storedPrefix,
  storedText,
  termOfName,
  WORD_KINDS,
} from '../names.ts'
import { searched, type ViewedSegment } from '../view.ts'
import { countCommon } from './count-common.ts'
import { type DocumentSet, documentsWith } from './document-set.ts'
import { findIn } from './find.ts'
import { type MostFrequent, mostFrequent } from './most-frequent.ts'

/**
 * How many names of a kind are counted at most, the most frequent ones of the segments first. So a query ends in time
 * if hardly any of them are in the assets among which names are looked for.
 */
const MAX_COUNTED = 250

/** A segment, and the documents among which names are looked for. */
type CountedIn = { readonly place: ReturnType<typeof searched>[number]; readonly among: DocumentSet }

/**
 * Returns the words and names of each kind that begin with the prefix and that most documents have. How many documents
 * of a segment have a name is stored with it and is at least the number of those that match the query. So names are
 * counted in the order of the stored numbers, until no other can be among the most frequent ones (Fagin's threshold
 * algorithm).
 */
export function complete(
  segments: readonly ViewedSegment[],
  { prefix, kinds, text, filters, language, limit }: CompletionQuery,
  thread: number,
): Completion[] {
  const query = { text, filters, sort: { by: 'newest' }, page: { offset: 0, size: 0 }, facets: {} } as const
  const counted = searched(segments, thread).map((place) => ({ place, among: findIn(place, query).hits }))
  const [filled, others] = [counted.filter(hasSome), counted.filter((it) => !hasSome(it))]
  const wanted = { prefix, limit }
  return kinds.flatMap((kind): Completion[] => {
    if (kind === 'word') {
      const places = { filled, others }
      const own = completeWords(places, wanted, (of) => of === null || of === baseOf(language))
      return own.length > 0 ? own : completeWords(places, wanted, () => true)
    }
    const names = mostFrequentNames(filled, { ...wanted, kinds: [kind], isMeant: () => true })
    return names.map(({ value, count }) => ({ kind, id: Number(value), count }))
  })
}

const hasSome = ({ among }: CountedIn): boolean => among.count > 0

type Counted = StoredName & { readonly count: number }
type Wanted = Pick<CompletionQuery, 'prefix' | 'limit'>
/** The segments with documents among which names are looked for, and all others. */
type Places = { readonly filled: readonly CountedIn[]; readonly others: readonly CountedIn[] }

/**
 * Words that texts in the languages that are meant have, in any segment. Each is spelt in the first of their ways, without
 * accents if there is one.
 */
function completeWords(
  { filled, others }: Places,
  wanted: Wanted,
  isLanguageMeant: (language: string | null) => boolean,
): Completion[] {
  const isInLanguage = (name: StoredName) => isLanguageMeant(speltWord(name).language)
  // As many names are looked up in other segments as are counted.
  let looked = 0
  const isMeant = (name: StoredName) =>
    isInLanguage(name) || (looked++ < MAX_COUNTED && spellings(others, name.folded).some(isInLanguage))
  const names = mostFrequentNames(filled, { ...wanted, kinds: WORD_KINDS, isMeant })
  return names.map(({ folded, count }) => {
    const [first] = spellings([...filled, ...others], folded)
      .filter(isInLanguage)
      .map((name) => speltWord(name).word)
      .sort()
    return { kind: 'word', word: first!, count }
  })
}

function mostFrequentNames(
  counted: readonly CountedIn[],
  {
    kinds,
    isMeant,
    prefix,
    limit,
  }: Wanted & { kinds: readonly StoredName['kind'][]; isMeant: (name: StoredName) => boolean },
): Counted[] {
  const sources = counted.flatMap((it) => kinds.map((kind) => namesOf(it, storedPrefix(kind, prefix))))
  const seen = new Set<string>()
  const best: Counted[] = []
  while (seen.size < MAX_COUNTED) {
    const [source, bound] = highest(sources)
    // One that as many documents have may come before the last of these.
    if (!source || bound < (best[limit - 1]?.count ?? 1)) break
    const name = nameAt(source.segment, source.names.next()!)
    const term = termOfName(name)
    if (seen.has(term) || !isMeant(name)) continue
    seen.add(term)
    const count = counted.reduce(
      (sum, { place, among }) => sum + countCommon(place, among, documentsWith(place, term)),
      0,
    )
    if (count > 0) insert(best, { ...name, count }, limit)
  }
  return best
}

type Source = { readonly segment: ViewedSegment['segment']; readonly names: MostFrequent }

function namesOf({ place }: CountedIn, prefix: string): Source {
  const { segment } = place
  const { memory, layout } = segment
  const [from, to] = termsWithPrefix(memory, layout.names, prefix)
  return { segment, names: mostFrequent(place, { counts: layout.nameCounts, from, to }) }
}

/** The segment whose next name is the most frequent one, and how many documents a name not seen yet has at most. */
function highest(sources: readonly Source[]): [Source | null, number] {
  let first: Source | null = null
  let bound = 0
  for (const source of sources) {
    const { count } = source.names
    bound += count
    if (count > (first?.names.count ?? 0)) first = source
  }
  return [first, bound]
}

/** Returns the ways in which segments spell a word. */
function spellings(places: readonly CountedIn[], folded: string): StoredName[] {
  return places.flatMap(({ place: { segment } }) =>
    WORD_KINDS.flatMap((kind) => {
      const [from, to] = termsWithPrefix(segment.memory, segment.layout.names, storedText(kind, folded))
      return Array.from({ length: to - from }, (_, at) => nameAt(segment, from + at))
    }),
  )
}

/** Inserts a name in the order of the result. */
function insert(best: Counted[], name: Counted, limit: number): void {
  const at = best.findIndex((other) => inOrder(name, other) < 0)
  best.splice(at < 0 ? best.length : at, 0, name)
  best.length = Math.min(best.length, limit)
}

/** Orders names by their counts, and equal ones in a way that does not depend on the segments: by id, and words by their letters. */
function inOrder(a: Counted, b: Counted): number {
  if (a.count !== b.count) return b.count - a.count
  if (!isWordKind(a.kind)) return Number(a.value) - Number(b.value)
  return a.folded < b.folded ? -1 : 1
}
