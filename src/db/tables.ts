import type { Generated } from 'kysely'

/**
 * What a process may keep a copy of beside the change log: API keys, and all records at once, which a snapshot replaces
 * together with their change log.
 */
export type Revised = 'keys' | 'records'

/**
 * The records, one type a table. Times are milliseconds since 1970 UTC and end in `Ms`; flags are 0 or 1.
 * The tables themselves are made in migrations/.
 */
export type Tables = {
  asset: AssetTable
  /** What an asset's texts are in a language other than its own. */
  assetText: AssetTextTable
  assetSegment: { assetId: number; segment: Segment }
  assetEvent: { assetId: number; eventId: number }
  /** The file of an asset, which a record may be without. */
  master: MasterTable
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
  assetKeyword: AssetKeywordTable
  event: EventTable
  eventText: { eventId: number; language: string; name: string }
  eventSegment: { eventId: number; segment: Segment }
  eventKeyword: { eventId: number; keywordId: number; position: number }
  externalId: ExternalIdTable
  manifestFile: ManifestFileTable
  /** Mapping files by which records of manifests were read. */
  mapping: { id: Generated<number>; text: string }
  source: { id: number; path: string; name: string }
  sourceFile: SourceFileTable
  /** Files of assets that were purged: an ingest does not take them in again by itself. */
  purgedFile: { sha256: string; bytes: number; purgedMs: number }
  rendition: RenditionTable
  change: ChangeTable
  counter: { name: string; value: number }
  /** How often something changed that processes keep a copy of (db/revisions.ts). */
  revision: { name: Revised; value: number }
  client: ClientTable
  secret: { name: string; value: string }
}

/** What a source calls a record of ours. */
export type ExternalIdTable = {
  kind: 'asset' | 'event' | 'collection'
  source: string
  value: string
  id: number
  /** Hash of the manifest's record when it was last saved; an equal record is skipped. */
  recordHash: string | null
}

/** A file that a manifest's record names, whether it has come or not. */
export type ManifestFileTable = {
  /** Absolute. */
  path: string
  assetId: number
  source: string
  /** As of an external id. */
  recordHash: string
  /** JSON: the record as its manifest has it, read anew together with the file when that comes. */
  record: string
  mappingId: number
}

/** Parts of the news that editorial assets and events belong to (contract 11). */
export type Segment = 'archival' | 'entertainment' | 'news' | 'publicity' | 'royalty' | 'sport'

export type ChangeTable = {
  seq: Generated<number>
  subject: ChangeSubject
  subjectId: number
  kind: ChangeKind
  atMs: number
}

/** The records whose changes are logged. */
export type ChangeSubject = 'asset' | 'event' | 'collection' | 'keyword'

/**
 * What happened to a record:
 * - `added`: it is new.
 * - `updated`: its own record changed, by its source or by hand, or its file did.
 * - `collection_changed`: its record is the same, but the name, brand or territories of its collection changed, so it
 *   may appear in some countries and disappear in others.
 * - `keyword_changed`: its record is the same, but a keyword that it carries, or a broader one, has other words.
 * - `withdrawn`, `restored`: its owner hid it from everybody, or showed it again.
 * - `purged`: it is gone, and its id is never given again.
 *
 * That an embargo begins or ends is no change of a record and is not logged: `turnedBetween` (catalogue/visibility.ts).
 */
export type ChangeKind =
  | 'added'
  | 'updated'
  | 'collection_changed'
  | 'keyword_changed'
  | 'withdrawn'
  | 'restored'
  | 'purged'

export type MediaKind = 'image' | 'video'

export type AssetTable = {
  id: number
  /** Counts up with each change of the record; the ETag and the renditions' links follow it. */
  version: number
  /** What its file is or will be: searches and reads of images leave out videos. */
  mediaKind: Generated<MediaKind>
  family: 'creative' | 'editorial'
  title: string
  caption: string | null
  /** photoshop:Headline: what happens, in few words, beside a title that may be a name. */
  headline: string | null
  /** Who wrote the caption (IPTC Description Writer). */
  descriptionWriter: string | null
  objectName: string | null
  artistId: number | null
  /** As its source writes the artist's name, where that is not how the artist's record has it. */
  artistWritten: string | null
  artistTitle: string | null
  creditLine: string | null
  copyright: string | null
  usageTerms: string | null
  webStatement: string | null
  editorialSourceId: number | null
  collectionId: number
  /** Null when nobody stated one. */
  licenseModel: 'royaltyfree' | 'rightsmanaged' | 'rightsready' | null
  releaseInfo: string | null
  graphicalStyle: 'photography' | 'illustration' | 'fine_art' | 'vector'
  city: string | null
  provinceState: string | null
  countryName: string | null
  countryCode: string | null
  /** As the source gave it: ISO 8601, perhaps a year alone. */
  dateCreated: string | null
  /** What the source says instead of a date or beside it: "about 1785". */
  dateText: string | null
  dateCreatedMs: number | null
  dateCameraShotMs: number | null
  dateSubmittedMs: number
  qualityRank: number
  series: string | null
  /** Of its texts; null is en-US. */
  language: string | null
  altText: string | null
  extendedDescription: string | null
  /** Code of the IPTC's digital source types, such as "trainedAlgorithmicMedia". */
  digitalSourceType: string | null
  /** Code of the PLUS data mining vocabulary, such as "DMI-PROHIBITED". */
  dataMining: string | null
  /** JSON list of `{name, url}`: who gives licences (plus:Licensor). */
  licensors: string | null
  /** JSON list of names (plus:CopyrightOwner). */
  copyrightOwners: string | null
  /** JSON: what is released and by which papers (catalogue/releases.ts). */
  releases: string | null
  /** Of the object that is shown, as its source gives it: "394 × 419 mm". */
  physicalSize: string | null
  /** By which its owner knows the object that is shown; several pictures may share it. */
  inventoryNumber: string | null
  era: string | null
  /** JSON list of texts. */
  usageRestrictions: string | null
  /** JSON: where it is offered (catalogue/territories.ts); null is everywhere. */
  territories: string | null
  /** JSON of what its owner changed by hand, which stays when its source comes again. */
  edits: string | null
  visibleFromMs: number | null
  visibleUntilMs: number | null
  withdrawnMs: number | null
  popularity: Generated<number>
  /** Null when nobody stated it. */
  isEmbeddable: number | null
}

export type AssetKeywordTable = {
  assetId: number
  keywordId: number
  position: number
  /** In per cent, null when the source did not say. */
  relevance: number | null
  /** As its source writes the word, where that is not how the keyword's record has it. */
  written: string | null
}

export type AssetTextTable = {
  assetId: number
  language: string
  title: string | null
  caption: string | null
  altText: string | null
  extendedDescription: string | null
}

export type MasterTable = {
  assetId: number
  /** Key in the blob store: the SHA-256 of the bytes. */
  blob: string
  bytes: number
  width: number
  height: number
  fileType: 'jpg' | 'png' | 'webp' | 'tif' | 'gif' | 'avif' | 'svg'
  colorType: 'color' | 'black_and_white'
  /** Of the pixels: equal pixels, equal hash. */
  rasterHash: string
  /** JSON: its main colours in CIE L*a*b* with their shares, largest first (media/palette.ts). */
  palette: string
  /** JSON of path, size and time of a file that is referenced where it lies; null when the blob store has it. */
  inPlace: string | null
}

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

export type EventTable = {
  id: number
  name: string
  startMs: number | null
  parentId: number | null
  heroAssetId: number | null
  type: string | null
  city: string | null
  provinceState: string | null
  countryName: string | null
  countryCode: string | null
  venue: string | null
}

export type KeywordLabelTable = {
  keywordId: number
  language: string
  text: string
  folded: string
  /** 1 for the word by which the keyword goes in this language, 0 for its synonyms. */
  isPreferred: number
}

export type KeywordTable = {
  id: number
  type: string
  /** The wire value of an enumerated keyword ("close_up"), else null. */
  code: string | null
  text: string
  folded: string
}

/** A place where an asset's file was seen: an asset has one or more. */
export type SourceFileTable = {
  sourceId: number
  /** Below the source folder, with "/" between the parts. */
  path: string
  assetId: number
  sha256: string
  bytes: number
  modifiedMs: number
  documentId: string | null
  /** When its asset was withdrawn because the file was not here any more. */
  withdrawnMs: Generated<number | null>
}

export type RenditionTable = {
  rasterHash: string
  name: string
  watermarked: number
  blob: string
  mediaType: string
  width: number
  height: number
  bytes: number
  /** When it was last sent, to the hour; the bounded cache drops the oldest. */
  usedMs: number
}

export type ClientTable = {
  id: string
  name: string
  keyPrefix: string
  keyHash: string
  /** Queries per second; null is no limit. */
  qps: number | null
  /** 1 for the gallery's own key, which everybody can read: see access/gallery-key.ts. */
  gallery: number
  /** JSON list of what it may beyond searching (access/abilities.ts). */
  abilities: Generated<string>
  /** The customer's country, ISO 3166 alpha-3. */
  country: string | null
  createdMs: number
  expiresMs: number | null
  revokedMs: number | null
  lastUsedMs: number | null
}
