import type { Generated } from 'kysely'
import type {
  EDITORIAL_VIDEO_TYPES,
  FAMILIES,
  GRAPHICAL_STYLES,
  LICENSE_MODELS,
  SEGMENTS,
} from '../../catalogue/trade-lists.ts'

/** Tables of assets and their files. */
export type AssetsTables = {
  asset: AssetTable
  /** The texts of an asset in languages other than its own. */
  assetText: AssetTextTable
  assetSegment: { assetId: number; segment: Segment }
  assetEvent: { assetId: number; eventId: number }
  assetKeyword: AssetKeywordTable
  /** The file of an asset. An asset that is waiting for its file has no row. */
  master: MasterTable
  externalId: ExternalIdTable
}

/** The kinds of media that an asset can be. */
export type MediaKind = 'image' | 'video'

/** Editorial segments: the parts of the news that assets and events belong to (contract 11). */
export type Segment = (typeof SEGMENTS)[number]

/** The record of an asset. */
export type AssetTable = {
  id: number
  /** Incremented by each change of the record; ETags and rendition links depend on it. */
  version: number
  /** What kind of file it has or is waiting for. Searches and look-ups of images exclude videos. */
  mediaKind: Generated<MediaKind>
  family: (typeof FAMILIES)[number]
  title: string
  caption: string | null
  /** photoshop:Headline: what happens in the picture, in a few words. */
  headline: string | null
  /** Who wrote the caption (IPTC Description Writer). */
  descriptionWriter: string | null
  objectName: string | null
  artistId: number | null
  /** The artist's name as spelled in the file or manifest, if that differs from the artist's record. */
  artistWritten: string | null
  artistTitle: string | null
  creditLine: string | null
  copyright: string | null
  usageTerms: string | null
  webStatement: string | null
  editorialSourceId: number | null
  collectionId: number
  /** Null if none was stated. */
  licenseModel: (typeof LICENSE_MODELS)[number] | null
  releaseInfo: string | null
  graphicalStyle: (typeof GRAPHICAL_STYLES)[number]
  city: string | null
  provinceState: string | null
  countryName: string | null
  countryCode: string | null
  /** As given: ISO 8601, possibly only a year. */
  dateCreated: string | null
  /** A description of the date, given instead of a date or in addition to it: "about 1785". */
  dateText: string | null
  dateCreatedMs: number | null
  dateCameraShotMs: number | null
  dateSubmittedMs: number
  qualityRank: number
  series: string | null
  /** The language of its texts; null is en-US. */
  language: string | null
  altText: string | null
  extendedDescription: string | null
  /** Code of the IPTC Digital Source Type vocabulary, such as "trainedAlgorithmicMedia". */
  digitalSourceType: string | null
  /** Code of the PLUS data mining vocabulary, such as "DMI-PROHIBITED". */
  dataMining: string | null
  /** JSON list of `{name, url}` (plus:Licensor). */
  licensors: string | null
  /** JSON list of names (plus:CopyrightOwner). */
  copyrightOwners: string | null
  /** JSON: model and property releases (catalogue/releases.ts). */
  releases: string | null
  /** Size of the object shown, as given: "394 × 419 mm". */
  physicalSize: string | null
  /** The owner's number for the object shown; several pictures may share it. */
  inventoryNumber: string | null
  era: string | null
  /** JSON list of texts. */
  usageRestrictions: string | null
  /** JSON: the countries in which it is offered (catalogue/territories.ts); null is everywhere. */
  territories: string | null
  /** JSON: the owner's edits (catalogue/edits.ts), which survive the next ingest. */
  edits: string | null
  visibleFromMs: number | null
  visibleUntilMs: number | null
  withdrawnMs: number | null
  popularity: Generated<number>
  /** 1 or 0; null if it was not stated. */
  isEmbeddable: number | null
  /** 1 if customers have to ask for its file, 0 if not; null if it was not stated. */
  callForImage: number | null
  /** Whether AI tools may change it: 1 or 0; null if it was not stated. */
  isAiEditable: number | null
  /** Whether iStock alone offers it: 1 or 0; null if it was not stated. */
  isIstockExclusive: number | null
  /** JSON list of `StatedLicense` (catalogue/stated-lists.ts). */
  istockLicenses: string | null
  /** A restriction of access, in the words of the source. */
  accessRestriction: string | null
  /** The name of the contributor's account, which may differ from the artist's name. */
  contributorName: string | null
  /** JSON list of `StatedEntity`. */
  entities: string | null
  /** JSON list of `StatedLink`. */
  links: string | null
} & VideoColumns

/** What the record of a video states about it; null for images. */
export type VideoColumns = {
  /** "HH:MM:SS:FF": hours, minutes, seconds and frames. */
  clipLength: string | null
  /** Frames per second. */
  frameRate: number | null
  /** The size of a frame in pixels. */
  frameWidth: number | null
  frameHeight: number | null
  /** "16:9", if the record states it. */
  aspectRatio: string | null
  /** Whether it is raw footage or was produced. */
  editorialVideoType: (typeof EDITORIAL_VIDEO_TYPES)[number] | null
  masteredTo: string | null
  originallyShotOn: string | null
  shotSpeed: string | null
  /** How the master is coded, in the words of the source: "10-bit", "NTSC", "ProRes 422 HQ". */
  bitDepth: string | null
  broadcastVideoStandard: string | null
  compression: string | null
  /** 1 or 0; null if it was not stated. */
  isInterlaced: number | null
  istockSubCollection: string | null
}

/** A keyword of an asset. */
export type AssetKeywordTable = {
  assetId: number
  keywordId: number
  position: number
  /** In per cent; null if it was not given. */
  relevance: number | null
  /** The word as spelled in the file or manifest, if that differs from the keyword's record. */
  written: string | null
}

/** The texts of an asset in one language. */
export type AssetTextTable = {
  assetId: number
  language: string
  title: string | null
  caption: string | null
  altText: string | null
  extendedDescription: string | null
}

/** The master of an asset and what was learnt from decoding it, or from decoding the poster of a video. */
export type MasterTable = {
  assetId: number
  /** Key in the blob store: the SHA-256 of the bytes. */
  blob: string
  bytes: number
  width: number | null
  height: number | null
  /** The usual extension of its format: jpg, tif, nef, mp4 (media/media-types.ts). */
  fileType: string
  colorType: 'color' | 'black_and_white' | null
  /** Hash of the decoded pixels; of a video, of its bytes and the pixels of its poster. Null if it is not shown. */
  rasterHash: string | null
  /** JSON list of the main colours in CIE L*a*b* with their shares, largest first (media/palette.ts). */
  palette: string | null
  /** JSON of path, size and modification time of a file that is used in place; null if the blob store has it. */
  inPlace: string | null
  /** JSON of what the file of a video says (media/video/video-facts.ts); null for images, and if nothing reads it. */
  video: string | null
  /** Whether it has a C2PA manifest: 1 or 0; null if it was ingested before that was looked for. */
  contentCredentials: number | null
}

/** The id that a source uses for a record of the library. */
export type ExternalIdTable = {
  kind: 'asset' | 'event' | 'collection'
  source: string
  value: string
  id: number
  /** Hash of the manifest's record when it was last saved; an equal record is skipped. */
  recordHash: string | null
}
