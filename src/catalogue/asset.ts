import type { Selectable } from 'kysely'
import type { Db } from '../db/database.ts'
import { queryByIds } from '../db/query-by-ids.ts'
import type { AssetTable, MasterTable } from '../db/tables/assets.ts'
import type { CollectionTable } from '../db/tables/names.ts'
import { closestLanguage, DEFAULT_LANGUAGE, type Language } from '../lib/languages.ts'

/** The columns of an asset's master, all null while the asset has no file. */
type MasterColumns = {
  readonly [Name in keyof Omit<MasterTable, 'assetId' | 'inPlace'>]: MasterTable[Name] | null
}

/**
 * An asset with its master and the names of its artist, editorial source and collection: only what changes together with an
 * entry in the change log, so that it may be kept (asset-reader.ts).
 */
export type Asset = Selectable<AssetTable> &
  MasterColumns & {
    readonly artist: string | null
    readonly editorialSource: string | null
    readonly collectionCode: string
    readonly collectionName: string
    readonly brand: CollectionTable['brand']
    readonly collectionTerritories: string | null
  }

/** A keyword of an asset. */
export type AssetKeyword = {
  readonly id: number
  readonly type: string
  readonly code: string | null
  /** As spelled in the keyword's record. */
  readonly word: string
  /** As spelled in the asset's file or manifest. */
  readonly text: string
  readonly relevance: number | null
}

/** Which keyword an asset has; `written` is how its file or manifest spells it, null if as the keyword's record does. */
export type KeywordOfAsset = { readonly id: number; readonly written: string | null }

const assetsByIds = queryByIds<Asset>((db, ids) =>
  db
    .selectFrom('asset')
    .innerJoin('collection', 'collection.id', 'asset.collectionId')
    .leftJoin('master', 'master.assetId', 'asset.id')
    .leftJoin('artist', 'artist.id', 'asset.artistId')
    .leftJoin('editorialSource', 'editorialSource.id', 'asset.editorialSourceId')
    .selectAll('asset')
    .select(['master.blob', 'master.bytes', 'master.width', 'master.height', 'master.fileType'])
    .select(['master.colorType', 'master.rasterHash', 'master.palette', 'master.video'])
    .select('master.contentCredentials')
    .select((eb) => eb.fn.coalesce('asset.artistWritten', 'artist.name').as('artist'))
    .select('editorialSource.name as editorialSource')
    .select(['collection.code as collectionCode', 'collection.name as collectionName', 'collection.brand'])
    .select('collection.territories as collectionTerritories')
    .where('asset.id', 'in', ids),
)

const textsByIds = queryByIds<{ assetId: number; language: string } & Texts>((db, ids) =>
  db.selectFrom('assetText').selectAll().where('assetId', 'in', ids).orderBy('assetId').orderBy('language'),
)

const keywordsByIds = queryByIds<AssetKeyword & { assetId: number }>((db, ids) =>
  db
    .selectFrom('assetKeyword')
    .innerJoin('keyword', 'keyword.id', 'assetKeyword.keywordId')
    .select(['assetKeyword.assetId', 'keyword.id', 'keyword.type', 'keyword.code', 'keyword.text as word'])
    .select((eb) => eb.fn.coalesce('assetKeyword.written', 'keyword.text').as('text'))
    .select('assetKeyword.relevance')
    .where('assetKeyword.assetId', 'in', ids)
    .orderBy('assetKeyword.assetId')
    .orderBy('assetKeyword.position'),
)

const keywordIdsByIds = queryByIds<KeywordOfAsset & { assetId: number }>((db, ids) =>
  db
    .selectFrom('assetKeyword')
    .select(['assetId', 'keywordId as id', 'written'])
    .where('assetId', 'in', ids)
    .orderBy('assetId')
    .orderBy('position'),
)

const segmentsByIds = queryByIds<{ assetId: number; segment: string }>((db, ids) =>
  db.selectFrom('assetSegment').selectAll().where('assetId', 'in', ids).orderBy('assetId').orderBy('segment'),
)

const eventsByIds = queryByIds<{ assetId: number; eventId: number }>((db, ids) =>
  db.selectFrom('assetEvent').selectAll().where('assetId', 'in', ids).orderBy('assetId').orderBy('eventId'),
)

const externalIdsByIds = queryByIds<{ source: string; value: string; id: number }>((db, ids) =>
  db
    .selectFrom('externalId')
    .select(['source', 'value', 'id'])
    .where('kind', '=', 'asset')
    .where('id', 'in', ids)
    .orderBy('source')
    .orderBy('value'),
)

const filesByIds = queryByIds<{ assetId: number; folder: string; path: string }>((db, ids) =>
  db
    .selectFrom('sourceFile')
    .innerJoin('source', 'source.id', 'sourceFile.sourceId')
    .select(['sourceFile.assetId', 'source.path as folder', 'sourceFile.path'])
    .where('sourceFile.assetId', 'in', ids)
    .orderBy('sourceFile.path')
    .orderBy('source.path'),
)

/** The texts that an asset may have in several languages. */
export type Texts = Pick<AssetTable, 'caption' | 'altText' | 'extendedDescription'> & {
  readonly title: string | null
}

/** Returns those of the assets that exist, by id. */
export async function findAssets(db: Db, ids: readonly number[]): Promise<Map<number, Asset>> {
  if (ids.length === 0) return new Map()
  return new Map((await assetsByIds(db, ids)).map((asset) => [asset.id, asset]))
}

/** Returns the texts of assets in languages other than their own, by asset. */
export async function findTexts(
  db: Db,
  assetIds: readonly number[],
): Promise<Map<number, { language: string; texts: Texts }[]>> {
  return grouped(assetIds.length === 0 ? [] : await textsByIds(db, assetIds), (row) => {
    const { language, title, caption, altText, extendedDescription } = row
    return { language, texts: { title, caption, altText, extendedDescription } }
  })
}

/**
 * Returns an asset with its texts in the given language, or the closest one that it has. Texts that it lacks stay as
 * they are.
 */
export function inLanguage<A extends Pick<Asset, 'language'>>(
  asset: A,
  language: Language,
  others: readonly { language: string; texts: Texts }[],
): A {
  const own = asset.language ?? DEFAULT_LANGUAGE
  if (language === own || others.length === 0) return asset
  const closest = closestLanguage(language, [own, ...others.map((other) => other.language)])
  const found = closest !== own && others.find((other) => other.language === closest)?.texts
  if (!found) return asset
  const present = Object.entries(found).filter(([, text]) => text !== null)
  return { ...asset, ...Object.fromEntries(present) }
}

/** Returns the keywords of each asset, in the order in which they were given. */
export async function findKeywords(
  db: Db,
  assetIds: readonly number[],
): Promise<Map<number, AssetKeyword[]>> {
  return grouped(
    assetIds.length === 0 ? [] : await keywordsByIds(db, assetIds),
    ({ id, type, code, word, text, relevance }) => ({ id, type, code, word, text, relevance }),
  )
}

/** Like `findKeywords`, without what the keywords' own records say. */
export async function findKeywordIds(
  db: Db,
  assetIds: readonly number[],
): Promise<Map<number, KeywordOfAsset[]>> {
  return grouped(assetIds.length === 0 ? [] : await keywordIdsByIds(db, assetIds), (row) => row)
}

/** Returns the editorial segments of each asset. */
export async function findSegments(db: Db, assetIds: readonly number[]): Promise<Map<number, string[]>> {
  return grouped(assetIds.length === 0 ? [] : await segmentsByIds(db, assetIds), ({ segment }) => segment)
}

/** Returns the ids of the events that each asset belongs to. */
export async function findEventIds(db: Db, assetIds: readonly number[]): Promise<Map<number, number[]>> {
  return grouped(assetIds.length === 0 ? [] : await eventsByIds(db, assetIds), ({ eventId }) => eventId)
}

/** Returns the external ids of each asset: the name of the source and its id for the asset. */
export async function findExternalIds(
  db: Db,
  assetIds: readonly number[],
): Promise<Map<number, [source: string, value: string][]>> {
  const rows = assetIds.length === 0 ? [] : await externalIdsByIds(db, assetIds)
  return grouped(
    rows.map(({ id, ...row }) => ({ ...row, assetId: id })),
    ({ source, value }) => [source, value],
  )
}

/** Returns the paths of each asset's file: several if there are copies. */
export async function findFiles(db: Db, assetIds: readonly number[]): Promise<Map<number, string[]>> {
  const rows = assetIds.length === 0 ? [] : await filesByIds(db, assetIds)
  return grouped(rows, ({ folder, path }) => `${folder}/${path}`)
}

function grouped<Row extends { assetId: number }, Item>(
  rows: readonly Row[],
  toItem: (row: Row) => Item,
): Map<number, Item[]> {
  const groups = new Map<number, Item[]>()
  for (const row of rows) {
    const group = groups.get(row.assetId)
    if (group) group.push(toItem(row))
    else groups.set(row.assetId, [toItem(row)])
  }
  return groups
}
