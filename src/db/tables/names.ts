import type { BRANDS, FAMILIES, LICENSE_MODELS } from '../../catalogue/trade-lists.ts'

/** Tables of what assets are filed under: artists, editorial sources, collections, keywords. */
export type NamesTables = {
  artist: { id: number; name: string; folded: string }
  /** The agencies and desks that supply assets. */
  editorialSource: { id: number; name: string }
  collection: CollectionTable
  keyword: KeywordTable
  keywordLabel: KeywordLabelTable
  /** A keyword and a broader one: "dog" and "animal". */
  keywordBroader: { keywordId: number; broaderId: number }
  /**
   * Keywords whose change has still to be applied to the assets that have them (catalogue/keyword-changes.ts): the
   * keyword is merged into `intoId` or, if that is null, its labels or broader keywords have changed.
   */
  rewording: { keywordId: number; intoId: number | null }
}

/** The record of a collection. */
export type CollectionTable = {
  id: number
  code: string
  name: string
  /** The API's name of the brand; null is gettyimages. */
  brand: (typeof BRANDS)[number] | null
  family: (typeof FAMILIES)[number] | null
  licenseModel: (typeof LICENSE_MODELS)[number] | null
  /** JSON, like `territories` of an asset. */
  territories: string | null
}

/** A label of a keyword in one language. */
export type KeywordLabelTable = {
  keywordId: number
  language: string
  text: string
  folded: string
  /** 1 for the preferred label in this language, 0 for a synonym. */
  isPreferred: number
}

/** The record of a keyword. */
export type KeywordTable = {
  id: number
  type: string
  /** The API's value of an enumerated keyword ("close_up"); null for other keywords. */
  code: string | null
  text: string
  folded: string
}
