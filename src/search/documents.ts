import {
  type Asset,
  findAssets,
  findEventIds,
  findKeywordIds,
  findSegments,
  findTexts,
  type KeywordOfAsset,
  type Texts,
} from '../catalogue/asset.ts'
import { findIdentifiers } from '../catalogue/identifiers.ts'
import { orientationOf } from '../catalogue/orientation.ts'
import { findDownloadCounts } from '../catalogue/popularity.ts'
import { isFullyReleased } from '../catalogue/releases.ts'
import { countryNumber } from '../catalogue/territories.ts'
import { segmentNumber } from '../catalogue/trade-lists.ts'
import {
  aspectRatioOf,
  clipMsOf,
  frameSizeOf,
  nominalFrameRate,
  videoOrientationOf,
} from '../catalogue/video.ts'
import { isHiddenFromEverybody, territoriesOfAsset } from '../catalogue/visibility.ts'
import type { Db } from '../db/database.ts'
import type { Segment } from '../db/tables/assets.ts'
import { DEFAULT_LANGUAGE, type Language } from '../lib/languages.ts'
import { type IndexedText, indexText } from './analysis.ts'
import { identifierTexts } from './identifier-texts.ts'
import { findEventNames, indexedNames } from './indexed-names.ts'
import { NO_PART, partsOf, toPart } from './indexed-parts.ts'
import { dropIfRepeated, namedPart, namesOnly, partInLanguage, writtenPart } from './indexed-texts.ts'
import { type IndexedKeyword, KeywordParts } from './keyword-parts.ts'
import {
  EMBEDDING,
  type IndexDocument,
  type IndexedPart,
  type IndexValues,
  LICENSE_NOT_STATED,
  NEVER_MS,
} from './search-index.ts'

/** What an asset has of its keywords: those of what it shows, of people and places, and the broader ones of both. */
type KeywordsOfAsset = Readonly<Record<'described' | 'names' | 'broader', readonly IndexedPart[]>>

/** An asset with everything that belongs to it. */
type AssetData = {
  readonly asset: Asset
  readonly texts: readonly { language: string; texts: Texts }[]
  readonly keywords: KeywordsOfAsset
  readonly segments: readonly string[]
  readonly events: readonly { readonly id: number; readonly names: readonly string[] }[]
  readonly identifiers: readonly string[]
  readonly downloads: number
}

/**
 * Returns the index documents of these assets. Assets that no longer exist or are hidden from everybody are `removed`.
 * `known` has keywords that were read before.
 */
export async function toDocuments(
  db: Db,
  ids: readonly number[],
  known = new KeywordParts(),
): Promise<{ documents: IndexDocument[]; removed: number[] }> {
  const found = [...(await findAssets(db, ids)).values()].filter((asset) => !isHiddenFromEverybody(asset))
  const foundIds = found.map(({ id }) => id)
  const [texts, keywords, segments, eventIds, identifiers, downloads] = await Promise.all([
    findTexts(db, foundIds),
    findKeywordIds(db, foundIds),
    findSegments(db, foundIds),
    findEventIds(db, foundIds),
    findIdentifiers(db, foundIds),
    findDownloadCounts(db, foundIds),
  ])
  const keywordIds = new Set<number>()
  for (const some of keywords.values()) for (const { id } of some) keywordIds.add(id)
  const byId = await known.find(db, keywordIds)
  const eventNames = await findEventNames(db, [...eventIds.values()].flat())
  const documents = found.map((asset) => {
    const of = <T>(all: ReadonlyMap<number, readonly T[]>) => all.get(asset.id) ?? []
    return toDocument({
      asset,
      texts: of(texts),
      keywords: keywordsOf(of(keywords), byId, languageOf(asset)),
      segments: of(segments),
      events: of(eventIds).map((id) => ({ id, names: eventNames.get(id) ?? [] })),
      identifiers: of(identifiers),
      downloads: downloads.get(asset.id) ?? 0,
    })
  })
  const kept = new Set(foundIds)
  return { documents, removed: ids.filter((id) => !kept.has(id)) }
}

function toDocument(data: AssetData): IndexDocument {
  const { asset, keywords, texts, segments, events, identifiers, downloads } = data
  const language = languageOf(asset)
  const inAll = (member: keyof Texts) =>
    [[asset[member], language] as const, ...texts.map((it) => [it.texts[member], it.language] as const)].map(
      ([text, of]) => textOf(text, of),
    )
  const captions = inAll('caption')
  const headline = asset.headline === asset.title ? null : asset.headline
  const columns = {
    title: inAll('title').map((title, index) => toPart(dropIfRepeated(title, captions[index]!))),
    keywords: keywords.described,
    caption: [textOf(headline, language), ...captions, ...inAll('altText'), ...inAll('extendedDescription')]
      .filter((text) => text !== NO_TEXT)
      .map(toPart),
    context: [
      asset.artistId === null ? NO_PART : namedPart('artist', asset.artistId, asset.artist ?? ''),
      namedPart('collection', asset.collectionId, asset.collectionName),
      ...keywords.names,
      ...keywords.broader,
      ...events.map(({ id, names }) => namesOnly(indexedNames('event', id, names))),
    ],
  }
  const written = partsOf(columns)
  const isWritten = (word: string) => written.some((part) => part.written.includes(word))
  return {
    id: asset.id,
    title: columns.title,
    keywords: columns.keywords,
    caption: columns.caption,
    context: [
      ...columns.context,
      ...identifierTexts(identifiersOf(asset, identifiers), isWritten).map(toPart),
    ],
    values: toValues(asset, downloads),
    tags: [
      ...events.map(({ id }) => ({ of: 'event' as const, id, type: null })),
      ...segments.map((segment) => ({
        of: 'segment' as const,
        id: segmentNumber(segment as Segment),
        type: null,
      })),
      ...(asset.artistId === null ? [] : [{ of: 'artist' as const, id: asset.artistId, type: null }]),
    ],
    territories: toTerritories(asset),
    colours: asset.palette === null ? [] : (JSON.parse(asset.palette) as IndexDocument['colours']),
  }
}

const NO_TEXT = indexText('')
const textOf = (text: string | null, language: Language): IndexedText =>
  text === null || text === '' ? NO_TEXT : indexText(text, language)

const languageOf = (asset: Asset): Language => asset.language ?? DEFAULT_LANGUAGE

/** Returns keywords as parts, with how the asset itself spells them, and as words of its language. */
function keywordsOf(
  uses: readonly KeywordOfAsset[],
  byId: ReadonlyMap<number, IndexedKeyword>,
  language: Language,
): KeywordsOfAsset {
  const [described, names]: [IndexedPart[], IndexedPart[]] = [[], []]
  const broader = new Set<number>()
  for (const { id, written } of uses) {
    const keyword = byId.get(id)
    if (!keyword) continue
    const parts = isName(keyword) ? names : described
    parts.push(keyword.part)
    const inLanguage = partInLanguage(written ?? keyword.text, language)
    if (inLanguage !== null) parts.push(inLanguage)
    if (written !== null && written !== keyword.text) parts.push(writtenPart(written))
    for (const wider of keyword.broader) broader.add(wider)
  }
  return { described, names, broader: Array.from(broader).flatMap((id) => byId.get(id)?.asBroader ?? []) }
}

/**
 * All identifiers by which an owner may search for an asset: ids, file names, inventory number, series, object name.
 */
const identifiersOf = (asset: Asset, identifiers: readonly string[]): string[] =>
  [
    String(asset.id),
    ...identifiers,
    asset.inventoryNumber,
    asset.series,
    asset.objectName === asset.title ? null : asset.objectName,
  ].filter((it) => it !== null)

const isName = ({ type }: IndexedKeyword) => type === 'Location' || type === 'SpecificPeople'

function toValues(asset: Asset, downloads: number): IndexValues {
  return {
    mediaKind: asset.mediaKind,
    family: asset.family,
    fileType: asset.fileType,
    graphicalStyle: asset.graphicalStyle,
    brand: asset.brand ?? 'gettyimages',
    series: asset.series,
    digitalSource: asset.digitalSourceType,
    collectionId: asset.collectionId,
    artistId: asset.artistId,
    embedding: asset.isEmbeddable ?? EMBEDDING.notStated,
    licenseModel: asset.licenseModel ?? LICENSE_NOT_STATED,
    country: countryNumber(asset.countryCode),
    qualityRank: asset.qualityRank,
    popularity: asset.popularity + downloads,
    createdMs: asset.dateCreatedMs,
    visibleFromMs: asset.visibleFromMs ?? 0,
    visibleUntilMs: asset.visibleUntilMs ?? NEVER_MS,
    isReleased: Number(isFullyReleased(asset)),
    isExclusive: asset.isIstockExclusive,
    ...(asset.mediaKind === 'image' ? valuesOfImage(asset) : valuesOfVideo(asset)),
  }
}

const valuesOfImage = ({ width, height }: Asset) => ({
  orientation: width === null || height === null ? null : orientationOf({ width, height }),
  pixels: (width ?? 0) * (height ?? 0),
  clipMs: null,
  frameRate: null,
  aspectRatio: null,
  lines: null,
  videoType: null,
})

function valuesOfVideo(asset: Asset) {
  const frame = frameSizeOf(asset)
  return {
    orientation: videoOrientationOf(asset),
    pixels: null,
    clipMs: clipMsOf(asset),
    frameRate: nominalFrameRate(asset.frameRate),
    aspectRatio: aspectRatioOf(asset),
    lines: frame && Math.min(frame.width, frame.height),
    videoType: asset.editorialVideoType,
  }
}

function toTerritories(asset: Asset): IndexDocument['territories'] {
  const territories = territoriesOfAsset(asset)
  if (territories === null) return null
  const offered = 'allow' in territories
  const codes = offered ? territories.allow : territories.deny
  return { offered, countries: codes.map(countryNumber).filter((number) => number !== null) }
}
