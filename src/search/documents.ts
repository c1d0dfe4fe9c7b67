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
import { orientationOf } from '../catalogue/orientation.ts'
import { findOwnNumbers } from '../catalogue/own-numbers.ts'
import { segmentNumber } from '../catalogue/segments.ts'
import { countryNumber } from '../catalogue/territories.ts'
import { isForNobody, territoriesOfAsset } from '../catalogue/visibility.ts'
import { findBroader, findLabels } from '../catalogue/vocabulary.ts'
import type { Db } from '../db/database.ts'
import type { Segment } from '../db/tables/assets.ts'
import { DEFAULT_LANGUAGE } from '../lib/languages.ts'
import { type IndexedText, indexText } from './analysis.ts'
import { asWordOf, joined, keywordText, nameText, unlessRepeated } from './indexed-texts.ts'
import { numberTexts } from './own-numbers.ts'
import { EMBEDDING, type IndexDocument, type IndexValues, NEVER_MS } from './search-index.ts'

/** Everything that is known of an asset. */
type Subject = {
  readonly asset: Asset
  readonly texts: readonly { language: string; texts: Texts }[]
  readonly keywords: readonly AssetKeyword[]
  readonly segments: readonly string[]
  readonly eventIds: readonly number[]
  readonly numbers: readonly string[]
}

/** The words of keywords in all languages, and which are broader than they. */
type Wording = {
  textOf(id: number): IndexedText
  broader: ReadonlyMap<number, ReadonlySet<number>>
}

/** What an index keeps of these assets; those that went or that nobody may see are `removed`. */
export async function toDocuments(
  db: Db,
  ids: readonly number[],
): Promise<{ documents: IndexDocument[]; removed: number[] }> {
  const found = [...(await findAssets(db, ids)).values()].filter((asset) => !isForNobody(asset))
  const here = found.map(({ id }) => id)
  const [texts, keywords, segments, eventIds, numbers] = await Promise.all([
    findTexts(db, here),
    findKeywords(db, here),
    findSegments(db, here),
    findEventIds(db, here),
    findOwnNumbers(db, here),
  ])
  const wording = await findWording(db, [...keywords.values()].flat())
  const documents = found.map((asset) => {
    const of = <T>(all: ReadonlyMap<number, readonly T[]>) => all.get(asset.id) ?? []
    const subject = {
      asset,
      texts: of(texts),
      keywords: of(keywords),
      segments: of(segments),
      eventIds: of(eventIds),
      numbers: of(numbers),
    }
    return toDocument(subject, wording)
  })
  const kept = new Set(here)
  return { documents, removed: ids.filter((id) => !kept.has(id)) }
}

async function findWording(db: Db, keywords: readonly AssetKeyword[]): Promise<Wording> {
  const ids = [...new Set(keywords.map(({ id }) => id))]
  const broader = await findBroader(db, ids)
  const all = new Set([...ids, ...[...broader.values()].flatMap((above) => [...above])])
  const labels = await findLabels(db, [...all])
  const texts = new Map(keywords.map(({ id, word }) => [id, word]))
  const known = new Map<number, IndexedText>()
  return {
    broader,
    textOf(id) {
      const text = known.get(id) ?? keywordText(texts.get(id), labels.get(id) ?? [])
      known.set(id, text)
      return text
    },
  }
}

function toDocument(subject: Subject, wording: Wording): IndexDocument {
  const { asset, keywords, texts, segments, eventIds, numbers } = subject
  const language = asset.language ?? DEFAULT_LANGUAGE
  const inAll = (member: keyof Texts) =>
    [[asset[member], language] as const, ...texts.map((it) => [it.texts[member], it.language] as const)].map(
      ([text, of]) => indexText(text ?? '', of),
    )
  const ofKeywords = (some: readonly AssetKeyword[]) =>
    some.flatMap(({ id, word, text }) => [
      wording.textOf(id),
      asWordOf(text, language),
      ...(text === word ? [] : [nameText(text)]),
    ])
  const captions = inAll('caption')
  const headline = asset.headline === asset.title ? null : asset.headline
  const columns = {
    title: inAll('title').map((title, index) => unlessRepeated(title, captions[index]!)),
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
      ...broaderOf(keywords, wording).map((id) => wording.textOf(id)),
    ],
  }
  const words = Object.values(columns).flat()
  const written = new Set<string>()
  addWritten(written, words)
  const numbered = numberTexts(ownNumbers(asset, numbers), written)
  addWritten(written, numbered)
  return {
    id: asset.id,
    title: joined(columns.title),
    keywords: joined(columns.keywords),
    caption: joined(columns.caption),
    context: joined([...columns.context, ...numbered]),
    written: [...written].join(' '),
    spelt: [...words, ...numbered].flatMap(({ spelt }) => spelt),
    values: toValues(asset),
    tags: [
      ...keywords.map(({ id, type }) => ({ of: 'keyword' as const, id, type })),
      ...eventIds.map((id) => ({ of: 'event' as const, id, type: null })),
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

function addWritten(words: Set<string>, texts: readonly IndexedText[]): void {
  for (const { written } of texts) for (const word of written) words.add(word)
}

/** Whatever its owner may call it by: the numbers of sources, names of files, its own id and what a file says. */
const ownNumbers = (asset: Asset, numbers: readonly string[]): string[] =>
  [
    String(asset.id),
    ...numbers,
    asset.inventoryNumber,
    asset.series,
    asset.objectName === asset.title ? null : asset.objectName,
  ].filter((it) => it !== null)

const isName = ({ type }: AssetKeyword) => type === 'Location' || type === 'SpecificPeople'

function toValues(asset: Asset): IndexValues {
  const { width, height } = asset
  return {
    mediaKind: asset.mediaKind,
    family: asset.family,
    orientation: width === null || height === null ? null : orientationOf({ width, height }),
    fileType: asset.fileType,
    graphicalStyle: asset.graphicalStyle,
    brand: asset.brand ?? 'gettyimages',
    series: asset.series,
    digitalSource: asset.digitalSourceType,
    collectionId: asset.collectionId,
    artistId: asset.artistId,
    embedding: asset.isEmbeddable ?? EMBEDDING.notStated,
    country: countryNumber(asset.countryCode),
    pixels: (width ?? 0) * (height ?? 0),
    qualityRank: asset.qualityRank,
    popularity: asset.popularity,
    createdMs: asset.dateCreatedMs,
    visibleFromMs: asset.visibleFromMs ?? 0,
    visibleUntilMs: asset.visibleUntilMs ?? NEVER_MS,
  }
}

function toTerritories(asset: Asset): IndexDocument['territories'] {
  const territories = territoriesOfAsset(asset)
  if (territories === null) return null
  const offered = 'allow' in territories
  const codes = offered ? territories.allow : territories.deny
  return { offered, countries: codes.map(countryNumber).filter((number) => number !== null) }
}

function broaderOf(keywords: readonly AssetKeyword[], { broader }: Wording): number[] {
  return [...new Set(keywords.flatMap(({ id }) => [...(broader.get(id) ?? [])]))]
}
