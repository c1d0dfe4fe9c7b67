import {
  type Asset,
  type AssetKeyword,
  findAssets,
  findEventIds,
  findKeywords,
  findSegments,
  findTexts,
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
import { findBroader, findLabels, type Label } from '../catalogue/vocabulary.ts'
import type { Db } from '../db/database.ts'
import type { Segment } from '../db/tables/assets.ts'
import { DEFAULT_LANGUAGE } from '../lib/languages.ts'
import { type IndexedText, indexText } from './analysis.ts'
import { identifierTexts } from './identifier-texts.ts'
import { findEventNames, indexedNames } from './indexed-names.ts'
import {
  dropIfRepeated,
  inRecordLanguage,
  type KeywordText,
  keywordText,
  nameText,
  termsOf,
} from './indexed-texts.ts'
import {
  EMBEDDING,
  type IndexDocument,
  type IndexValues,
  LICENSE_NOT_STATED,
  NEVER_MS,
} from './search-index.ts'

/** An asset with everything that belongs to it. */
type AssetData = {
  readonly asset: Asset
  readonly texts: readonly { language: string; texts: Texts }[]
  readonly keywords: readonly AssetKeyword[]
  readonly segments: readonly string[]
  readonly events: readonly { readonly id: number; readonly names: readonly string[] }[]
  readonly identifiers: readonly string[]
  readonly downloads: number
}

/** The indexed texts of keywords, and their broader keywords. */
type KeywordTexts = {
  textOf(id: number): KeywordText
  broader: ReadonlyMap<number, ReadonlySet<number>>
  labels: ReadonlyMap<number, readonly Label[]>
}

/**
 * Returns the index documents of these assets. Assets that no longer exist or are hidden from everybody are `removed`.
 */
export async function toDocuments(
  db: Db,
  ids: readonly number[],
): Promise<{ documents: IndexDocument[]; removed: number[] }> {
  const found = [...(await findAssets(db, ids)).values()].filter((asset) => !isHiddenFromEverybody(asset))
  const foundIds = found.map(({ id }) => id)
  const [texts, keywords, segments, eventIds, identifiers, downloads] = await Promise.all([
    findTexts(db, foundIds),
    findKeywords(db, foundIds),
    findSegments(db, foundIds),
    findEventIds(db, foundIds),
    findIdentifiers(db, foundIds),
    findDownloadCounts(db, foundIds),
  ])
  const keywordTexts = await findKeywordTexts(db, [...keywords.values()].flat())
  const eventNames = await findEventNames(db, [...eventIds.values()].flat())
  const documents = found.map((asset) => {
    const of = <T>(all: ReadonlyMap<number, readonly T[]>) => all.get(asset.id) ?? []
    const data = {
      asset,
      texts: of(texts),
      keywords: of(keywords),
      segments: of(segments),
      events: of(eventIds).map((id) => ({ id, names: eventNames.get(id) ?? [] })),
      identifiers: of(identifiers),
      downloads: downloads.get(asset.id) ?? 0,
    }
    return toDocument(data, keywordTexts)
  })
  const kept = new Set(foundIds)
  return { documents, removed: ids.filter((id) => !kept.has(id)) }
}

async function findKeywordTexts(db: Db, keywords: readonly AssetKeyword[]): Promise<KeywordTexts> {
  const ids = [...new Set(keywords.map(({ id }) => id))]
  const broader = await findBroader(db, ids)
  const all = new Set([...ids, ...[...broader.values()].flatMap((ancestors) => [...ancestors])])
  const labels = await findLabels(db, [...all])
  const texts = new Map(keywords.map(({ id, word }) => [id, word]))
  const cache = new Map<number, KeywordText>()
  return {
    broader,
    labels,
    textOf(id) {
      const text = cache.get(id) ?? keywordText(texts.get(id), labels.get(id) ?? [])
      cache.set(id, text)
      return text
    },
  }
}

function toDocument(data: AssetData, keywordTexts: KeywordTexts): IndexDocument {
  const { asset, keywords, texts, segments, events, identifiers, downloads } = data
  const language = asset.language ?? DEFAULT_LANGUAGE
  const inAll = (member: keyof Texts) =>
    [[asset[member], language] as const, ...texts.map((it) => [it.texts[member], it.language] as const)].map(
      ([text, of]) => indexText(text ?? '', of),
    )
  const ofKeywords = (some: readonly AssetKeyword[]) =>
    some.flatMap(({ id, word, text }) => [
      keywordTexts.textOf(id),
      inRecordLanguage(text, language),
      ...(text === word ? [] : [nameText(text)]),
    ])
  const broader = broaderOf(keywords, keywordTexts)
  const captions = inAll('caption')
  const headline = asset.headline === asset.title ? null : asset.headline
  const columns = {
    title: inAll('title').map((title, index) => dropIfRepeated(title, captions[index]!)),
    keywords: ofKeywords(keywords.filter((keyword) => !isName(keyword))),
    caption: [
      indexText(headline ?? '', language),
      ...captions,
      ...inAll('altText'),
      ...inAll('extendedDescription'),
    ],
    context: [
      ...[asset.artist, asset.collectionName].map((text) => nameText(text ?? '')),
      ...ofKeywords(keywords.filter(isName)),
      ...broader.map((id) => keywordTexts.textOf(id)),
    ],
  }
  const words = Object.values(columns).flat()
  const written = new Set(words.flatMap((text) => text.written))
  const ofIdentifiers = identifierTexts(identifiersOf(asset, identifiers), written)
  return {
    id: asset.id,
    title: termsOf(columns.title),
    keywords: termsOf(columns.keywords),
    caption: termsOf(columns.caption),
    context: termsOf([...columns.context, ...ofIdentifiers]),
    written: {
      title: writtenIn(columns.title),
      keywords: writtenIn(columns.keywords),
      caption: writtenIn(columns.caption),
      context: writtenIn([...columns.context, ...ofIdentifiers]),
    },
    spelt: [...words, ...ofIdentifiers].flatMap(({ spelt }) => spelt),
    labelWords: [...keywords.map(({ id }) => id), ...broader].flatMap(
      (id) => keywordTexts.textOf(id).labelWords,
    ),
    names: indexedNames({
      artist: asset.artistId === null ? null : { id: asset.artistId, name: asset.artist ?? '' },
      collection: { id: asset.collectionId, name: asset.collectionName },
      keywords,
      labels: keywordTexts.labels,
      events,
    }),
    values: toValues(asset, downloads),
    tags: [
      ...keywords.map(({ id, type }) => ({ of: 'keyword' as const, id, type })),
      ...events.map(({ id }) => ({ of: 'event' as const, id, type: null })),
      ...segments.map((segment) => ({
        of: 'segment' as const,
        id: segmentNumber(segment as Segment),
        type: null,
      })),
      ...(asset.artistId === null ? [] : [{ of: 'artist' as const, id: asset.artistId, type: null }]),
    ],
    territories: toTerritories(asset),
    colours: JSON.parse(asset.palette ?? '[]') as IndexDocument['colours'],
  }
}

const writtenIn = (texts: readonly IndexedText[]): string[] => texts.flatMap(({ written }) => written)

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

const isName = ({ type }: AssetKeyword) => type === 'Location' || type === 'SpecificPeople'

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

function broaderOf(keywords: readonly AssetKeyword[], { broader }: KeywordTexts): number[] {
  return [...new Set(keywords.flatMap(({ id }) => [...(broader.get(id) ?? [])]))]
}
