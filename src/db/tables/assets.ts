import type { Generated } from 'kysely'

/** The records of assets and of their files. */
export type AssetsTables = {
  asset: AssetTable
  /** What an asset's texts are in a language other than its own. */
  assetText: AssetTextTable
  assetSegment: { assetId: number; segment: Segment }
  assetEvent: { assetId: number; eventId: number }
  assetKeyword: AssetKeywordTable
  /** The file of an asset, which a record may be without. */
  master: MasterTable
  externalId: ExternalIdTable
}

/** The kinds of media; no answer contains both. */
export type MediaKind = 'image' | 'video'

/** Parts of the news that editorial assets and events belong to (contract 11). */
export type Segment = 'archival' | 'entertainment' | 'news' | 'publicity' | 'royalty' | 'sport'

/** Assets, one row for each. */
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

/** The keywords of assets, in the order given by their source. */
export type AssetKeywordTable = {
  assetId: number
  keywordId: number
  position: number
  /** In per cent, null when the source did not say. */
  relevance: number | null
  /** As its source writes the word, where that is not how the keyword's record has it. */
  written: string | null
}

/** Texts of assets in languages other than the main one. */
export type AssetTextTable = {
  assetId: number
  language: string
  title: string | null
  caption: string | null
  altText: string | null
  extendedDescription: string | null
}

/** The original file of each asset that has one. */
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

/** What a source calls a record of ours. */
export type ExternalIdTable = {
  kind: 'asset' | 'event' | 'collection'
  source: string
  value: string
  id: number
  /** Hash of the manifest's record when it was last saved; an equal record is skipped. */
  recordHash: string | null
}
