import type { EmbeddedMetadata } from './embedded-metadata.ts'

/** Everything except the raw fields, which have a limit of their own. */
type Described = Omit<EmbeddedMetadata, 'written'>

/** All members of one picture together: enough for a long article, and a thousandth of what a hostile file could hold. */
const MAX_CHARACTERS = 100_000
const MAX_LINE_CHARACTERS = 2000
const MAX_ENTRY_CHARACTERS = 200
/** All creators joined with ", ": together they become one artist. */
const MAX_CREATORS_CHARACTERS = 300
const MAX_ENTRIES: Readonly<Record<string, number>> = {
  keywords: 1000,
  hierarchyTerms: 1000,
  personsInImage: 200,
  creators: 50,
}

/** Places, licensors, persons with details: what the standard calls structures. */
const MAX_STRUCTURES = 50

/** Members that may have several lines; `lines` limits them to 20,000 characters. */
const SEVERAL_LINES = new Set([
  'description',
  'instructions',
  'copyrightNotice',
  'usageTerms',
  'altText',
  'extendedDescription',
])

/**
 * Cuts metadata to what a record can hold: single lines to 2,000 characters, list entries to 200; 1,000 keywords, 200
 * persons, as many creators as fit into 300 characters; 100,000 characters in all. Short members are kept first, so that
 * one oversized member does not crowd out the others.
 */
export function withinBudget(metadata: Described): Described {
  const cutOnce = Object.entries(metadata).map(([name, value]) => [name, cutMember(name, value)] as const)
  const shortFirst = cutOnce.toSorted(([, a], [, b]) => lengthOf(a) - lengthOf(b))
  let left = MAX_CHARACTERS
  const cutTwice = new Map<string, unknown>()
  for (const [name, value] of shortFirst) {
    const fitting = fit(value, left)
    cutTwice.set(name, fitting)
    left -= lengthOf(fitting)
  }
  return Object.fromEntries(cutOnce.map(([name]) => [name, cutTwice.get(name)])) as Described
}

function cutMember(name: string, value: unknown): unknown {
  if (typeof value === 'string') return SEVERAL_LINES.has(name) ? value : cut(value, MAX_LINE_CHARACTERS)
  if (!Array.isArray(value)) return value
  const entries = value.slice(0, MAX_ENTRIES[name] ?? MAX_STRUCTURES).map(cutEntry)
  return name === 'creators' ? fit(entries, MAX_CREATORS_CHARACTERS) : [...new Set(entries)]
}

/** An entry of a list: a text, or a structure of texts. */
function cutEntry(value: unknown): unknown {
  if (typeof value === 'string') return cut(value, MAX_ENTRY_CHARACTERS)
  if (Array.isArray(value)) return value.slice(0, MAX_STRUCTURES).map(cutEntry)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, cutEntry(member)]))
}

/** As much of a text, or as many whole entries of a list or structure, as fit. */
function fit(value: unknown, characters: number): unknown {
  if (typeof value === 'string') return cut(value, characters) || null
  if (typeof value !== 'object' || value === null) return value
  let length = 0
  const fits = (entry: unknown) => {
    length += lengthOf(entry) + 2
    return length <= characters
  }
  if (Array.isArray(value)) return value.filter(fits)
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => fits(entry)))
}

function lengthOf(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 0
  return Object.values(value).reduce((sum: number, entry) => sum + lengthOf(entry) + 2, 0)
}

/** The beginning of a text, without splitting a surrogate pair. */
const cut = (text: string, characters: number) =>
  text.length <= characters
    ? text
    : text
        .slice(0, characters)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd()
