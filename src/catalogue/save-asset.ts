import type { Db } from '../db/database.ts'
import { insertRows } from '../db/insert-rows.ts'
import { prepared } from '../db/prepared.ts'
import type { MasterTable, Segment } from '../db/tables/assets.ts'
import { foldName } from '../lib/text.ts'
import type { Texts } from './asset.ts'
import type { AssetDescription } from './asset-description.ts'
import { logChange } from './changes.ts'
import { ensureCollection } from './collections.ts'
import { applyEdits, findEdits } from './edits.ts'
import { type Frame, saveFrames } from './frames.ts'
import type { IdCache } from './id-cache.ts'
import { type KeywordRows, keywordRowsOf } from './keyword-rows.ts'
import { ensureKeywords, type KeywordLabel } from './keywords.ts'
import { nextId } from './next-id.ts'

/** The master of an asset and what is known about it. */
export type Master = Omit<MasterTable, 'assetId'>

/**
 * The description of an asset, its master with its frames, and the time of the change; `idCache` caches ids during an
 * ingest.
 */
export type AssetInput = {
  readonly description: AssetDescription
  readonly master: Master | null
  /** What the picture, or the frames of the video, are compared by. */
  readonly frames?: readonly Frame[]
  readonly now: Date
  readonly idCache?: IdCache
  /** Takes the keywords, which the caller then writes; without it they are written at once. */
  readonly keywordRows?: KeywordRows
}

/** Adds an asset, with its entry in the change log. Call it in a transaction. Returns the new id. */
export async function addAsset(
  tx: Db,
  { description, master, frames = [], now, idCache, keywordRows }: AssetInput,
): Promise<number> {
  const id = await nextId(tx, 'asset')
  const row = await toRow(tx, description, { now, idCache })
  await insertRows(tx, 'asset', [{ ...row, id, version: 1, dateSubmittedMs: now.getTime() }])
  await addRelatedRows(tx, id, description, { idCache, keywordRows })
  if (master)
    await tx
      .insertInto('master')
      .values({ ...master, assetId: id })
      .execute()
  if (frames.length > 0) await saveFrames(tx, id, frames)
  await logChange(tx, { subject: 'asset', ids: [id], kind: 'added', at: now })
  return id
}

/**
 * Replaces the description of an asset, with its entry in the change log. The owner's edits are kept. If `master` is
 * null, the file stays as it is.
 */
export async function updateAsset(
  tx: Db,
  id: number,
  { description, master, frames = [], now, idCache, keywordRows }: AssetInput,
): Promise<void> {
  const edited = applyEdits(description, await findEdits(tx, id))
  const row = await toRow(tx, edited, { now, idCache })
  await tx
    .updateTable('asset')
    .set((eb) => ({ ...row, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
  for (const table of ['assetKeyword', 'assetText', 'assetSegment', 'assetEvent'] as const)
    await tx.deleteFrom(table).where('assetId', '=', id).execute()
  await addRelatedRows(tx, id, edited, { idCache, keywordRows })
  if (master) {
    await setMaster(tx, id, master)
    await saveFrames(tx, id, frames)
  }
  await logChange(tx, { subject: 'asset', ids: [id], kind: 'updated', at: now })
}

/** Replaces the keywords of an asset. */
export async function setKeywords(tx: Db, assetId: number, labels: readonly KeywordLabel[]): Promise<void> {
  await tx.deleteFrom('assetKeyword').where('assetId', '=', assetId).execute()
  await addKeywords(tx, assetId, labels)
}

/** What assets of an import share. */
type Shared = { readonly idCache?: IdCache | undefined; readonly keywordRows?: KeywordRows | undefined }

async function addKeywords(
  tx: Db,
  assetId: number,
  labels: readonly KeywordLabel[],
  { idCache, keywordRows }: Shared = {},
): Promise<void> {
  const rows = keywordRowsOf(assetId, await ensureKeywords(tx, labels, idCache))
  if (keywordRows) keywordRows.set(assetId, rows)
  else await insertRows(tx, 'assetKeyword', rows)
}

/** Sets or replaces the master of an asset. */
async function setMaster(tx: Db, assetId: number, master: Master): Promise<void> {
  await tx
    .insertInto('master')
    .values({ ...master, assetId })
    .onConflict((conflict) => conflict.column('assetId').doUpdateSet(master))
    .execute()
}

async function toRow(tx: Db, description: AssetDescription, context: NameContext) {
  const {
    artist,
    editorialSource,
    collection,
    keywords: _,
    texts: __,
    segments,
    eventIds,
    ...columns
  } = description
  const resolved = await resolveNames(tx, { artist, editorialSource, collection }, context)
  return {
    ...columns,
    // Editorial assets have no series (contract 16), even if one is given.
    ...(columns.family === 'editorial' && { series: null }),
    artistId: resolved.artistId ?? null,
    artistWritten: resolved.artistWritten ?? null,
    editorialSourceId: resolved.editorialSourceId ?? null,
    collectionId: resolved.collectionId!,
  }
}

type ResolvedNames = {
  artistId?: number | null
  artistWritten?: string | null
  editorialSourceId?: number | null
  collectionId?: number
}

/** The time of the change, and the ids cached so far. */
type NameContext = { readonly now: Date; readonly idCache?: IdCache | undefined }

/** Returns the ids of the artist, editorial source and collection with these names, adding those that are new. */
export async function resolveNames(
  tx: Db,
  names: { [Name in 'artist' | 'editorialSource' | 'collection']?: AssetDescription[Name] | undefined },
  { now, idCache }: NameContext,
): Promise<ResolvedNames> {
  const { artist, editorialSource, collection } = names
  const find = <Found>(kind: string, name: string, ensure: (tx: Db, name: string) => Promise<Found>) =>
    idCache ? idCache.get(kind, name, () => ensure(tx, name)) : ensure(tx, name)
  const orNull = async <Found>(
    kind: string,
    name: string | null,
    ensure: (tx: Db, name: string) => Promise<Found>,
  ) => (name === null ? null : find(kind, name, ensure))
  const artistRecord = artist === undefined ? undefined : await orNull('artist', artist, ensureArtist)
  return {
    ...(artistRecord !== undefined && {
      artistId: artistRecord?.id ?? null,
      artistWritten: artist === artistRecord?.name ? null : (artist ?? null),
    }),
    ...(editorialSource !== undefined && {
      editorialSourceId: await orNull('editorialSource', editorialSource, ensureEditorialSource),
    }),
    ...(collection !== undefined && {
      collectionId: await find('collection', collection, (db, name) => ensureCollection(db, name, now)),
    }),
  }
}

/** Adds the rows that belong to an asset that has none. */
async function addRelatedRows(
  tx: Db,
  assetId: number,
  description: AssetDescription,
  shared: Shared,
): Promise<void> {
  const { keywords, texts = {}, segments = [], eventIds = [] } = description
  await addKeywords(tx, assetId, keywords, shared)
  await setTexts(tx, assetId, texts)
  await addSegments(tx, assetId, segments)
  const eventRows = [...new Set(eventIds)].map((eventId) => ({ assetId, eventId }))
  await insertRows(tx, 'assetEvent', eventRows)
}

/** Sets texts of an asset in these languages. Texts that are not given are kept. */
export async function setTexts(
  tx: Db,
  assetId: number,
  texts: Readonly<Record<string, Partial<Texts>>>,
): Promise<void> {
  for (const [language, given] of Object.entries(texts))
    await tx
      .insertInto('assetText')
      .values({
        assetId,
        language,
        title: null,
        caption: null,
        altText: null,
        extendedDescription: null,
        ...given,
      })
      .onConflict((conflict) => conflict.columns(['assetId', 'language']).doUpdateSet(given))
      .execute()
}

/** Replaces the editorial segments of an asset. */
export async function setSegments(tx: Db, assetId: number, segments: readonly Segment[]): Promise<void> {
  await tx.deleteFrom('assetSegment').where('assetId', '=', assetId).execute()
  await addSegments(tx, assetId, segments)
}

async function addSegments(tx: Db, assetId: number, segments: readonly Segment[]): Promise<void> {
  const rows = [...new Set(segments)].map((segment) => ({ assetId, segment }))
  await insertRows(tx, 'assetSegment', rows)
}

const artistsNamed = prepared<{ folded: string }, { id: number; name: string }>((db, { folded }) =>
  db.selectFrom('artist').select(['id', 'name']).where('folded', '=', folded),
)

async function ensureArtist(tx: Db, name: string): Promise<{ id: number; name: string }> {
  const folded = foldName(name) || name
  const [existing] = await artistsNamed(tx, { folded })
  if (existing) return existing
  const id = await nextId(tx, 'artist')
  await insertRows(tx, 'artist', [{ id, name, folded }])
  return { id, name }
}

async function ensureEditorialSource(tx: Db, name: string): Promise<number> {
  const existing = await tx
    .selectFrom('editorialSource')
    .select('id')
    .where('name', '=', name)
    .executeTakeFirst()
  if (existing) return existing.id
  const id = await nextId(tx, 'editorialSource')
  await tx.insertInto('editorialSource').values({ id, name }).execute()
  return id
}
