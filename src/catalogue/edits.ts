import type { Db } from '../db/database.ts'
import { DEFAULT_LANGUAGE } from '../lib/languages.ts'
import type { Texts } from './asset.ts'
import type { AssetDescription } from './asset-description.ts'
import type { KeywordLabel, KeywordType } from './keywords.ts'

/** The lists of an asset's keywords that are edited one by one. */
export const KEYWORD_LISTS = ['keywords', 'concepts', 'people', 'locations'] as const
/** One of these lists. */
export type KeywordList = (typeof KEYWORD_LISTS)[number]

const PLACES = ['city', 'provinceState', 'countryName'] as const

type NotEdited = KeywordList | 'texts' | 'eventIds' | 'family' | 'language'

/**
 * What an owner says of an asset by hand. It is kept apart and laid over what the source says, so it stays when the
 * file or the manifest comes again.
 */
export type AssetEdits = Partial<Omit<AssetDescription, NotEdited>> & {
  /** Each list takes the place of the asset's keywords of its types. */
  readonly [List in KeywordList]?: readonly KeywordLabel[]
} & {
  /** Texts by their language; those of the asset's own language take the place of its own. */
  readonly texts?: Readonly<Record<string, Partial<Texts>>>
}

/** What edits change: a whole description, or what there is of an asset. */
export type Editable = Pick<AssetDescription, 'keywords' | 'language'> &
  Partial<Pick<AssetDescription, 'city' | 'provinceState' | 'countryName' | 'texts'>>

/** A description with what was edited by hand laid over it. */
export function withEdits<D extends Editable>(description: D, edits: AssetEdits): D {
  const { keywords: _, concepts: __, people: ___, locations: ____, texts = {}, ...plain } = edits
  const { [description.language ?? DEFAULT_LANGUAGE]: own, ...others } = texts
  return {
    ...description,
    ...plain,
    ...own,
    keywords: editedKeywords(description, edits),
    texts: mergedTexts(description.texts, others),
  }
}

/** Returns whether edits change the keywords of an asset, which those of its place do as well. */
export const editsKeywords = (edits: AssetEdits): boolean =>
  [...KEYWORD_LISTS, ...PLACES].some((name) => edits[name] !== undefined)

/** What was said of an asset by hand. */
export async function findEdits(tx: Db, id: number): Promise<AssetEdits> {
  const row = await tx.selectFrom('asset').select('edits').where('id', '=', id).executeTakeFirst()
  return row?.edits ? (JSON.parse(row.edits) as AssetEdits) : {}
}

/** Edits after others: later ones win, text by text. */
export function mergedEdits(before: AssetEdits, after: AssetEdits): AssetEdits {
  const texts = mergedTexts(before.texts, after.texts ?? {})
  return { ...before, ...after, ...(texts && { texts }) }
}

function mergedTexts(
  before: Readonly<Record<string, Partial<Texts>>> | undefined,
  after: Readonly<Record<string, Partial<Texts>>>,
): Record<string, Partial<Texts>> | undefined {
  const merged = { ...before }
  for (const [language, texts] of Object.entries(after)) merged[language] = { ...merged[language], ...texts }
  return Object.keys(merged).length === 0 ? undefined : merged
}

/** A place that was edited takes the place of the one before among the locations, unless these were edited as well. */
function editedKeywords(description: Editable, edits: AssetEdits): KeywordLabel[] {
  const lists = KEYWORD_LISTS.map((list) => {
    const current = description.keywords.filter(({ type }) => listOf(type) === list)
    if (edits[list]) return edits[list]
    return list === 'locations' ? movedTo(current, description, edits) : current
  })
  return lists.flat()
}

function movedTo(
  locations: readonly KeywordLabel[],
  description: Editable,
  edits: AssetEdits,
): readonly KeywordLabel[] {
  const changed = PLACES.filter((place) => edits[place] !== undefined)
  const left = new Set(changed.map((place) => description[place]))
  const added = changed.flatMap((place) => edits[place] ?? [])
  return [
    ...locations.filter(({ text }) => !left.has(text) && !added.includes(text)),
    ...added.map((text) => ({ type: 'Location' as const, text })),
  ]
}

/** The list that a keyword of this type stands in. */
function listOf(type: KeywordType): KeywordList {
  if (type === 'Concept') return 'concepts'
  if (type === 'SpecificPeople') return 'people'
  return type === 'Location' ? 'locations' : 'keywords'
}
