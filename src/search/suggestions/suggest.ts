import type { Language } from '../../lib/languages.ts'
import { foldName } from '../../lib/text.ts'
import type { Completion, NameKind } from '../completion.ts'
import { textReader } from '../read-text.ts'
import type { AssetSearchServices, SearchContext } from '../search-context.ts'
import { searchFilters } from '../visible-filters.ts'
import { countWords } from './count-words.ts'
import { findKnownNames } from './known-names.ts'
import { byCount, type Suggestion, type SuggestionRequest } from './suggestion.ts'
import { readTyped, type TypedPhrase } from './typed-phrase.ts'

/** So many times more candidates are looked for than are returned, since some of them find the same. */
const CANDIDATES = 3

/** A suggestion, and whether its name is in the language of whoever types, or as its record has it. */
type Candidate = Suggestion & { readonly isOwn: boolean }

/**
 * Suggests how a phrase that is being typed may go on, by what the viewer may see and, with an access token, what the
 * customer may license: of each type those that most assets have, ordered by their counts.
 */
export async function suggest(
  services: AssetSearchServices,
  { phrase, mediaKind, families, types, limit }: SuggestionRequest,
  { viewer, language }: Pick<SearchContext, 'viewer' | 'language'>,
): Promise<Suggestion[]> {
  const { db, index } = services
  const typings = readTyped(phrase)
  if (typings.length === 0) return []
  const filters = [
    { field: 'family' as const, in: families },
    ...(await searchFilters(db, mediaKind, viewer)),
  ]
  const read = await textReader(services, [phrase], language)
  const candidates: Candidate[] = []
  for (const typed of typings) {
    const kinds = types.flatMap((type) => (type === 'word' ? wordKinds(typed) : [type]))
    const { prefix } = typed
    const found = await index.complete({
      prefix,
      kinds,
      text: read(typed.before),
      filters,
      language,
      limit: limit * CANDIDATES,
    })
    for (const kind of kinds) {
      const ofKind = found.filter((it) => it.kind === kind)
      candidates.push(...(await named(services, ofKind, { kind, typed, language })))
    }
  }
  const distinct = withoutRepeated(candidates)
  const words = distinct.filter(({ type }) => type === 'word')
  const names = distinct.filter(({ type }) => type !== 'word')
  const spelling = spellings([...names, ...words])
  return [
    ...(await countWords(services, best(words.map(spelling), words.length), { filters, language, limit })),
    ...types.flatMap((type) =>
      best(
        names.filter((it) => it.type === type),
        limit,
      ),
    ),
  ].toSorted(byCount)
}

/** Keywords are words too; a name in several words may be one, but a word of a text is one word. */
const wordKinds = ({ isWord }: TypedPhrase): NameKind[] => (isWord ? ['keyword', 'word'] : ['keyword'])

/** Returns completions of a kind with the names that are meant. */
async function named(
  { db }: Pick<AssetSearchServices, 'db'>,
  found: readonly Completion[],
  { kind, typed, language }: { kind: NameKind; typed: TypedPhrase; language: Language },
): Promise<Candidate[]> {
  const { before, prefix } = typed
  const ids = found.flatMap((it) => (it.kind === 'word' ? [] : [it.id]))
  const known = await findKnownNames(db, { kind, ids, prefix, language })
  return found.flatMap((it): Candidate[] => {
    const { count } = it
    if (it.kind === 'word')
      return [{ type: 'word', name: it.word, before, id: null, code: null, count, isOwn: true }]
    const name = known.get(it.id)
    if (!name) return []
    if (it.kind === 'keyword') return [{ ...name, type: 'word', before, id: null, count }]
    return [{ ...name, type: it.kind, before, id: it.id, count }]
  })
}

/** Returns a function that spells words like the first of these with the same letters: names have upper case and accents. */
function spellings(candidates: readonly Candidate[]): (word: Candidate) => Candidate {
  const names = candidates.filter(({ isOwn }) => isOwn).map(({ name }) => [foldName(name), name] as const)
  const byFolded = new Map(names.toReversed())
  return (word) => ({ ...word, name: byFolded.get(foldName(word.name)) ?? word.name })
}

/** Returns the most frequent ones; those with names in other languages only if there are too few. */
const best = (candidates: readonly Candidate[], limit: number): Suggestion[] =>
  candidates
    .toSorted((a, b) => Number(b.isOwn) - Number(a.isOwn) || byCount(a, b))
    .slice(0, limit)
    .map(({ isOwn: _, ...suggestion }) => suggestion)

/**
 * Of those that are the same only the first, for which most of the phrase was taken as its name; with the higher count of
 * a word that is a keyword too.
 */
function withoutRepeated(candidates: readonly Candidate[]): Candidate[] {
  const first = new Map<string, Candidate>()
  for (const it of candidates) {
    const key = `${it.type} ${it.id ?? foldName(it.name)}`
    const known = first.get(key)
    if (!known) first.set(key, it)
    else if (known.before === it.before) first.set(key, { ...known, count: Math.max(known.count, it.count) })
  }
  return [...first.values()]
}
