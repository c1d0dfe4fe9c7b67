import type { Db } from '../db/database.ts'
import { DEFAULT_LANGUAGE } from '../lib/languages.ts'
import type { Texts } from './asset.ts'
import type { AssetDescription } from './asset-description.ts'
import type { KeywordLabel, KeywordType } from './keywords.ts'

/** The lists of an asset's keywords, each of which can be edited separately. */
export const KEYWORD_LISTS = ['keywords', 'concepts', 'people', 'locations'] as const
/** One of these lists. */
export type KeywordList = (typeof KEYWORD_LISTS)[number]

const PLACES = ['city', 'provinceState', 'countryName'] as const

type NotEdited = KeywordList | 'texts' | 'eventIds' | 'family' | 'language'

/**
 * The owner's edits of an asset. They are stored separately and override the description that an ingest makes, so they
 * survive the next ingest.
 */
export type AssetEdits = Partial<Omit<AssetDescription, NotEdited>> & {
  /** Each list replaces the asset's keywords of the types that belong to it. */
  readonly [List in KeywordList]?: readonly KeywordLabel[]
} & {
  /** Texts by language; those in the asset's own language replace its main texts. */
  readonly texts?: Readonly<Record<string, Partial<Texts>>>
}

/** What edits apply to: a whole description, or the current values of an asset. */
export type Editable = Pick<AssetDescription, 'keywords' | 'language'> &
  Partial<Pick<AssetDescription, 'city' | 'provinceState' | 'countryName' | 'texts'>>

/** Returns a description with edits applied to it. */
export function applyEdits<D extends Editable>(description: D, edits: AssetEdits): D {
  const { keywords: _, concepts: __, people: ___, locations: ____, texts = {}, ...plain } = edits
  const { [description.language ?? DEFAULT_LANGUAGE]: own, ...others } = texts
  return {
    ...description,
    ...plain,
    ...own,
    keywords: editedKeywords(description, edits),
    texts: mergeTexts(description.texts, others),
  }
}

/** Returns whether edits change the keywords of an asset, as edits of its city, state and country also do. */
export const editsKeywords = (edits: AssetEdits): boolean =>
  [...KEYWORD_LISTS, ...PLACES].some((name) => edits[name] !== undefined)

/** Returns the edits of an asset. */
export async function findEdits(tx: Db, id: number): Promise<AssetEdits> {
  const row = await tx.selectFrom('asset').select('edits').where('id', '=', id).executeTakeFirst()
  return row?.edits ? (JSON.parse(row.edits) as AssetEdits) : {}
}

/** Combines edits with earlier ones. Later edits win, and texts are combined one by one. */
export function mergeEdits(before: AssetEdits, after: AssetEdits): AssetEdits {
  const texts = mergeTexts(before.texts, after.texts ?? {})
  return { ...before, ...after, ...(texts && { texts }) }
}

function mergeTexts(
  before: Readonly<Record<string, Partial<Texts>>> | undefined,
  after: Readonly<Record<string, Partial<Texts>>>,
): Record<string, Partial<Texts>> | undefined {
  const merged = { ...before }
  for (const [language, texts] of Object.entries(after)) merged[language] = { ...merged[language], ...texts }
  return Object.keys(merged).length === 0 ? undefined : merged
}

/**
 * An edited city, state or country also replaces the earlier one in the list of locations, unless that list was edited.
 */
function editedKeywords(description: Editable, edits: AssetEdits): KeywordLabel[] {
  const lists = KEYWORD_LISTS.map((list) => {
    const current = description.keywords.filter(({ type }) => listOf(type) === list)
    if (edits[list]) return edits[list]
    return list === 'locations' ? replacePlaces(current, description, edits) : current
  })
  return lists.flat()
}

function replacePlaces(
  locations: readonly KeywordLabel[],
  description: Editable,
  edits: AssetEdits,
): readonly KeywordLabel[] {
  const changed = PLACES.filter((place) => edits[place] !== undefined)
  const replaced = new Set(changed.map((place) => description[place]))
  const added = changed.flatMap((place) => edits[place] ?? [])
  return [
    ...locations.filter(({ text }) => !replaced.has(text) && !added.includes(text)),
    ...added.map((text) => ({ type: 'Location' as const, text })),
  ]
}

/** The list that keywords of this type belong to. */
function listOf(type: KeywordType): KeywordList {
  if (type === 'Concept') return 'concepts'
  if (type === 'SpecificPeople') return 'people'
  return type === 'Location' ? 'locations' : 'keywords'
}
