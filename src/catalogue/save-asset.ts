import type { Db } from '../db/database.ts'
import { insertRows } from '../db/insert-rows.ts'
import type { MasterTable, Segment } from '../db/tables/assets.ts'
import { foldName } from '../lib/text.ts'
import type { Texts } from './asset.ts'
import type { AssetDescription } from './asset-description.ts'
import { logChange } from './changes.ts'
import { ensureCollection } from './collections.ts'
import { findEdits, withEdits } from './edits.ts'
import type { IdCache } from './id-cache.ts'
import { ensureKeywords, type KeywordLabel } from './keywords.ts'
import { nextId } from './next-id.ts'

/** The file of an asset: its bytes, size and looks. */
export type Master = Omit<MasterTable, 'assetId'>

/** The description of an asset, its file and the time of the change; `known` caches ids during a long run. */
export type AssetInput = {
  readonly description: AssetDescription
  readonly master: Master | null
  readonly now: Date
  readonly known?: IdCache
}

/** Adds an asset, with its entry in the change log. Call it in a transaction. Returns the new id. */
export async function addAsset(tx: Db, { description, master, now, known }: AssetInput): Promise<number> {
  const id = await nextId(tx, 'asset')
  const row = await toRow(tx, description, { now, known })
  await insertRows(tx, 'asset', [{ ...row, id, version: 1, dateSubmittedMs: now.getTime() }])
  await addBelongings(tx, id, description, known)
  if (master)
    await tx
      .insertInto('master')
      .values({ ...master, assetId: id })
      .execute()
  await logChange(tx, { subject: 'asset', ids: [id], kind: 'added', at: now })
  return id
}

/**
 * Replaces what a source says of an asset by a new version, with its entry in the change log; what was said of it by
 * hand stays. `master` null leaves its file.
 */
export async function updateAsset(
  tx: Db,
  id: number,
  { description, master, now, known }: AssetInput,
): Promise<void> {
  const edited = withEdits(description, await findEdits(tx, id))
  const row = await toRow(tx, edited, { now, known })
  await tx
    .updateTable('asset')
    .set((eb) => ({ ...row, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
  for (const table of ['assetText', 'assetSegment', 'assetEvent'] as const)
    await tx.deleteFrom(table).where('assetId', '=', id).execute()
  await addBelongings(tx, id, edited, known)
  if (master) await setMaster(tx, id, master)
  await logChange(tx, { subject: 'asset', ids: [id], kind: 'updated', at: now })
}

/** Gives an asset these keywords in place of all that it has. */
export async function setKeywords(
  tx: Db,
  assetId: number,
  labels: readonly KeywordLabel[],
  known?: IdCache,
): Promise<void> {
  await tx.deleteFrom('assetKeyword').where('assetId', '=', assetId).execute()
  const rows = (await ensureKeywords(tx, labels, known)).map(({ id, relevance, written }, position) => ({
    assetId,
    keywordId: id,
    position,
    relevance,
    written,
  }))
  await insertRows(tx, 'assetKeyword', rows)
}

/** Gives an asset its file, in place of the one that it may have. */
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
  const ids = await idsOfNames(tx, { artist, editorialSource, collection }, context)
  return {
    ...columns,
    // Editorial assets have no series (contract 16), whatever their source says.
    ...(columns.family === 'editorial' && { series: null }),
    artistId: ids.artistId ?? null,
    artistWritten: ids.artistWritten ?? null,
    editorialSourceId: ids.editorialSourceId ?? null,
    collectionId: ids.collectionId!,
  }
}

type IdsOfNames = {
  artistId?: number | null
  artistWritten?: string | null
  editorialSourceId?: number | null
  collectionId?: number
}

/** The moment of the change, and names that a longer run has met already. */
type NameContext = { readonly now: Date; readonly known?: IdCache | undefined }

/** The ids of the artist, editorial source and collection that have these names, which are added where they are new. */
export async function idsOfNames(
  tx: Db,
  names: { [Name in 'artist' | 'editorialSource' | 'collection']?: AssetDescription[Name] | undefined },
  { now, known }: NameContext,
): Promise<IdsOfNames> {
  const { artist, editorialSource, collection } = names
  const find = <Found>(kind: string, name: string, ensure: (tx: Db, name: string) => Promise<Found>) =>
    known ? known.get(kind, name, () => ensure(tx, name)) : ensure(tx, name)
  const orNull = async <Found>(
    kind: string,
    name: string | null,
    ensure: (tx: Db, name: string) => Promise<Found>,
  ) => (name === null ? null : find(kind, name, ensure))
  const by = artist === undefined ? undefined : await orNull('artist', artist, ensureArtist)
  return {
    ...(by !== undefined && {
      artistId: by?.id ?? null,
      artistWritten: artist === by?.name ? null : (artist ?? null),
    }),
    ...(editorialSource !== undefined && {
      editorialSourceId: await orNull('source', editorialSource, ensureEditorialSource),
    }),
    ...(collection !== undefined && {
      collectionId: await find('collection', collection, (db, name) => ensureCollection(db, name, now)),
    }),
  }
}

async function addBelongings(
  tx: Db,
  assetId: number,
  description: AssetDescription,
  known?: IdCache,
): Promise<void> {
  const { keywords, texts = {}, segments = [], eventIds = [] } = description
  await setKeywords(tx, assetId, keywords, known)
  await setTexts(tx, assetId, texts)
  await setSegments(tx, assetId, segments)
  const eventRows = [...new Set(eventIds)].map((eventId) => ({ assetId, eventId }))
  if (eventRows.length > 0) await tx.insertInto('assetEvent').values(eventRows).execute()
}

/** Sets the texts of an asset in these languages; a text that is not given stays. */
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

/** Gives an asset these editorial segments in place of all that it has. */
export async function setSegments(tx: Db, assetId: number, segments: readonly Segment[]): Promise<void> {
  await tx.deleteFrom('assetSegment').where('assetId', '=', assetId).execute()
  const rows = [...new Set(segments)].map((segment) => ({ assetId, segment }))
  if (rows.length > 0) await tx.insertInto('assetSegment').values(rows).execute()
}

async function ensureArtist(tx: Db, name: string): Promise<{ id: number; name: string }> {
  const folded = foldName(name) || name
  const known = await tx
    .selectFrom('artist')
    .select(['id', 'name'])
    .where('folded', '=', folded)
    .executeTakeFirst()
  if (known) return known
  const id = await nextId(tx, 'artist')
  await tx.insertInto('artist').values({ id, name, folded }).execute()
  return { id, name }
}

async function ensureEditorialSource(tx: Db, name: string): Promise<number> {
  const known = await tx
    .selectFrom('editorialSource')
    .select('id')
    .where('name', '=', name)
    .executeTakeFirst()
  if (known) return known.id
  const id = await nextId(tx, 'editorialSource')
  await tx.insertInto('editorialSource').values({ id, name }).execute()
  return id
}
