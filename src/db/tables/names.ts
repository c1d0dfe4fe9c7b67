/** What assets are filed under: artists, agencies, collections, keywords. */
export type NamesTables = {
  artist: { id: number; name: string; folded: string }
  /** Who supplied an asset: an agency, a desk, an archive. */
  editorialSource: { id: number; name: string }
  collection: CollectionTable
  keyword: KeywordTable
  keywordLabel: KeywordLabelTable
  /** A keyword and one whose meaning includes it: "dog" and "animal". */
  keywordBroader: { keywordId: number; broaderId: number }
  /** A keyword whose assets have still to be told of its new words, or to be given `intoId` in its place. */
  rewording: { keywordId: number; intoId: number | null }
}

/** Collections, one row for each. */
export type CollectionTable = {
  id: number
  code: string
  name: string
  /** Wire name of the brand; null is gettyimages. */
  brand: 'gettyimages' | 'istockphoto' | null
  family: 'creative' | 'editorial' | null
  licenseModel: string | null
  /** As of an asset. */
  territories: string | null
}

/** The labels of keywords in each language. */
export type KeywordLabelTable = {
  keywordId: number
  language: string
  text: string
  folded: string
  /** 1 for the word by which the keyword goes in this language, 0 for its synonyms. */
  isPreferred: number
}

/** Keywords, one row for each. */
export type KeywordTable = {
  id: number
  type: string
  /** The wire value of an enumerated keyword ("close_up"), else null. */
  code: string | null
  text: string
  folded: string
}
