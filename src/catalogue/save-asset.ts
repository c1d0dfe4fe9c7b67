import type { Insertable } from 'kysely'
import type { Db } from '../db/database.ts'
import type { AssetTable } from '../db/tables.ts'
import { slug } from '../lib/slug.ts'
import { foldName } from '../lib/text.ts'
import { logChange } from './changes.ts'
import { ensureKeywords, type KeywordLabel } from './keywords.ts'
import { nextId } from './next-id.ts'

/** Everything that a source says of an asset and its file; names in place of the ids of artist, source and collection. */
export type AssetDescription = Omit<
  Insertable<AssetTable>,
  'id' | 'version' | 'artistId' | 'editorialSourceId' | 'collectionId' | 'dateSubmittedMs'
> & {
  readonly artist: string | null
  readonly editorialSource: string | null
  readonly collection: string
  readonly keywords: readonly KeywordLabel[]
}

/** Adds an asset, with its entry in the change log. Call it in a transaction. Answers the new id. */
export async function addAsset(tx: Db, description: AssetDescription, now: Date): Promise<number> {
  const { row, keywordIds } = await resolve(tx, description)
  const id = await nextId(tx, 'asset')
  await tx
    .insertInto('asset')
    .values({ ...row, id, version: 1, dateSubmittedMs: now.getTime() })
    .execute()
  await setKeywords(tx, id, keywordIds)
  await logChange(tx, { assetId: id, kind: 'added', atMs: now.getTime() })
  return id
}

/** Replaces what is known of an asset by a new version, with its entry in the change log. */
export async function updateAsset(
  tx: Db,
  id: number,
  description: AssetDescription,
  now: Date,
): Promise<void> {
  const { row, keywordIds } = await resolve(tx, description)
  await tx
    .updateTable('asset')
    .set((eb) => ({ ...row, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
  await tx.deleteFrom('assetKeyword').where('assetId', '=', id).execute()
  await setKeywords(tx, id, keywordIds)
  await logChange(tx, { assetId: id, kind: 'updated', atMs: now.getTime() })
}

async function resolve(
  tx: Db,
  { artist, editorialSource, collection, keywords, ...columns }: AssetDescription,
) {
  return {
    row: {
      ...columns,
      artistId: artist === null ? null : await ensureArtist(tx, artist),
      editorialSourceId: editorialSource === null ? null : await ensureEditorialSource(tx, editorialSource),
      collectionId: await ensureCollection(tx, collection),
    },
    keywordIds: await ensureKeywords(tx, keywords),
  }
}

async function setKeywords(tx: Db, assetId: number, keywordIds: readonly number[]): Promise<void> {
  if (keywordIds.length === 0) return
  const rows = keywordIds.map((keywordId, position) => ({ assetId, keywordId, position }))
  await tx.insertInto('assetKeyword').values(rows).execute()
}

async function ensureArtist(tx: Db, name: string): Promise<number> {
  const folded = foldName(name) || name
  const known = await tx.selectFrom('artist').select('id').where('folded', '=', folded).executeTakeFirst()
  if (known) return known.id
  const id = await nextId(tx, 'artist')
  await tx.insertInto('artist').values({ id, name, folded }).execute()
  return id
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

async function ensureCollection(tx: Db, name: string): Promise<number> {
  const known = await tx.selectFrom('collection').select('id').where('name', '=', name).executeTakeFirst()
  if (known) return known.id
  const id = await nextId(tx, 'collection')
  const taken = await tx.selectFrom('collection').select('code').execute()
  const code = collectionCode(name, new Set(taken.map((row) => row.code)))
  await tx.insertInto('collection').values({ id, code, name }).execute()
  return id
}

/**
 * Three letters of the name as agencies like them: "STO" for Stockbyte, "GIS" for Getty Images Sport, "VNA" for
 * Vitrine Nature; with a number when they are taken.
 */
export function collectionCode(name: string, taken: ReadonlySet<string>): string {
  const words = slug(name).split('-')
  const letters = words.map((word) => word[0]).join('') + words.at(-1)!.slice(1)
  const code = letters.slice(0, 3).padEnd(3, 'x').toUpperCase()
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? code : `${code}${number}`
    if (!taken.has(candidate)) return candidate
  }
}
