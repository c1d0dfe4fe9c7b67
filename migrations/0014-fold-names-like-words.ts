import { type Kysely, sql } from 'kysely'
import { foldName } from '../src/lib/text.ts'

type Named = { id: number; folded: string }
type Tables = {
  artist: Named & { name: string }
  asset: { id: number; artistId: number | null; artistWritten: string | null }
  keyword: Named & { type: string; code: string | null; text: string }
  keywordLabel: { keywordId: number; language: string; text: string; folded: string; isPreferred: number }
  assetKeyword: {
    assetId: number
    keywordId: number
    position: number
    relevance: number | null
    written: string | null
  }
  eventKeyword: { eventId: number; keywordId: number; position: number }
  rewording: { keywordId: number; intoId: number | null }
  change: { subject: string; subjectId: number; kind: string; atMs: number }
}
type Db = Kysely<Tables>

const ROWS_AT_ONCE = 5000

/**
 * Folds stored artists and keywords by the rule for search phrases, so that "Lukasz" and "Łukasz" are one name, and so
 * are "Strasse" and "Straße".
 *
 * Names that become equal are merged, with the same result as if they had been equal at ingest: the older artist or
 * keyword stays, and each asset keeps its own spelling. Two keywords that are both in the owner's vocabulary are not
 * merged, because each may have ids, broader keywords and labels of its own; the newer one is then found only by its
 * labels and its id.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await foldArtists(db as Db)
  await foldKeywords(db as Db)
}

async function foldArtists(db: Db): Promise<void> {
  const changed: (Tables['artist'] & { folds: string })[] = []
  for await (const artists of batches(db, 'artist'))
    for (const artist of artists as Tables['artist'][]) {
      const folds = foldName(artist.name) || artist.name
      if (folds !== artist.folded) changed.push({ ...artist, folds })
    }
  await freeNames(db, 'artist', changed)
  for (const artist of changed) {
    const holder = await db
      .selectFrom('artist')
      .select(['id', 'name'])
      .where('folded', '=', artist.folds)
      .executeTakeFirst()
    const [kept, merged] = holder && holder.id < artist.id ? [holder, artist] : [artist, holder]
    if (merged) await mergeArtist(db, merged, kept.id)
    await db.updateTable('artist').set({ folded: artist.folds }).where('id', '=', kept.id).execute()
  }
}

async function mergeArtist(
  db: Db,
  { id, name }: { id: number; name: string },
  intoId: number,
): Promise<void> {
  await db
    .insertInto('change')
    .columns(['subject', 'subjectId', 'kind', 'atMs'])
    .expression(
      db
        .selectFrom('asset')
        .select([sql.lit('asset').as('subject'), 'id', sql.lit('updated').as('kind'), nowMs().as('atMs')])
        .where('artistId', '=', id),
    )
    .execute()
  await db
    .updateTable('asset')
    .set((eb) => ({ artistId: intoId, artistWritten: eb.fn.coalesce('artistWritten', eb.val(name)) }))
    .where('artistId', '=', id)
    .execute()
  await db.deleteFrom('artist').where('id', '=', id).execute()
}

async function foldKeywords(db: Db): Promise<void> {
  const changed: (Tables['keyword'] & { folds: string })[] = []
  for await (const batch of batches(db, 'keyword')) {
    const keywords = batch as Tables['keyword'][]
    await foldLabels(db, keywords[0]!.id, keywords.at(-1)!.id)
    for (const keyword of keywords) {
      const folds = foldName(keyword.text)
      const isFreed = keyword.folded === freed(keyword.id)
      if (folds !== keyword.folded && folds !== '' && !isFreed) changed.push({ ...keyword, folds })
    }
  }
  await freeNames(db, 'keyword', changed)
  for (const keyword of changed) await renameOrMerge(db, keyword)
}

async function renameOrMerge(db: Db, keyword: Tables['keyword'] & { folds: string }): Promise<void> {
  const { id, type, folds } = keyword
  const holder = await db
    .selectFrom('keyword')
    .selectAll()
    .where('type', '=', type)
    .where('folded', '=', folds)
    .executeTakeFirst()
  const isListed = holder !== undefined && (await isOfVocabulary(db, keyword))
  const isHolderListed = holder !== undefined && (await isOfVocabulary(db, holder))
  if (isListed && isHolderListed) return
  const isHolderKept = isHolderListed || (holder !== undefined && !isListed && holder.id < id)
  if (isHolderKept) return mergeKeyword(db, keyword, holder!.id)
  if (holder) await mergeKeyword(db, holder, id)
  await db.updateTable('keyword').set({ folded: folds }).where('id', '=', id).execute()
}

/** Returns whether a keyword is in the owner's vocabulary or is a value of an API filter. */
async function isOfVocabulary(db: Db, { id, code }: Tables['keyword']): Promise<boolean> {
  if (code !== null) return true
  const label = db.selectFrom('keywordLabel').select('keywordId').where('keywordId', '=', id).limit(1)
  return (await label.executeTakeFirst()) !== undefined
}

async function mergeKeyword(db: Db, { id, text }: Tables['keyword'], intoId: number): Promise<void> {
  for (const subject of ['asset', 'event'] as const) {
    const carriers = db
      .selectFrom(`${subject}Keyword`)
      .select([
        sql.lit(subject).as('subject'),
        `${subject}Id` as 'assetId',
        sql.lit('reworded').as('kind'),
        nowMs().as('atMs'),
      ])
      .where('keywordId', '=', id)
    await db
      .insertInto('change')
      .columns(['subject', 'subjectId', 'kind', 'atMs'])
      .expression(carriers)
      .execute()
  }
  await db
    .insertInto('assetKeyword')
    .columns(['assetId', 'keywordId', 'position', 'relevance', 'written'])
    .expression((eb) =>
      eb
        .selectFrom('assetKeyword')
        .select(['assetId', sql.lit(intoId).as('into'), 'position', 'relevance'])
        .select((of) => of.fn.coalesce('written', of.cast<string>(of.val(text), 'text')).as('written'))
        .where('keywordId', '=', id),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await db
    .insertInto('eventKeyword')
    .columns(['eventId', 'keywordId', 'position'])
    .expression((eb) =>
      eb
        .selectFrom('eventKeyword')
        .select(['eventId', sql.lit(intoId).as('into'), 'position'])
        .where('keywordId', '=', id),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await db.updateTable('rewording').set({ intoId }).where('intoId', '=', id).execute()
  for (const table of ['assetKeyword', 'eventKeyword', 'rewording'] as const)
    await db.deleteFrom(table).where('keywordId', '=', id).execute()
  await db.deleteFrom('keyword').where('id', '=', id).execute()
}

/** Folds labels. Of those of one keyword and language that become equal the preferred one stays, as in an import. */
async function foldLabels(db: Db, firstId: number, lastId: number): Promise<void> {
  const labels = await db
    .selectFrom('keywordLabel')
    .selectAll()
    .where('keywordId', '>=', firstId)
    .where('keywordId', '<=', lastId)
    .orderBy('isPreferred', 'desc')
    .execute()
  const changed = new Set(
    labels.filter(({ text, folded }) => foldName(text) !== folded).map(({ keywordId }) => keywordId),
  )
  const byKeyword = Map.groupBy(labels, ({ keywordId }) => keywordId)
  for (const keywordId of changed) {
    const byFolded = new Map<string, Tables['keywordLabel']>()
    for (const label of byKeyword.get(keywordId)!) {
      const folded = foldName(label.text)
      const key = `${label.language} ${folded}`
      if (!byFolded.has(key)) byFolded.set(key, { ...label, folded })
    }
    await db.deleteFrom('keywordLabel').where('keywordId', '=', keywordId).execute()
    await db
      .insertInto('keywordLabel')
      .values([...byFolded.values()])
      .execute()
  }
}

/** A placeholder for the folded name of a record that gives it up; no folded name contains "#". */
const freed = (id: number) => `#${id}`

/**
 * Removes the folded names of records that are about to get new ones, so that the new ones do not collide with them.
 */
async function freeNames(db: Db, table: 'artist' | 'keyword', records: readonly Named[]): Promise<void> {
  for (const { id } of records)
    await db
      .updateTable(table)
      .set({ folded: freed(id) })
      .where('id', '=', id)
      .execute()
}

async function* batches(
  db: Db,
  table: 'artist' | 'keyword',
): AsyncGenerator<(Tables['artist'] | Tables['keyword'])[]> {
  for (let last = 0; ; ) {
    const rows = await (db as Kysely<Record<typeof table, Named>>)
      .selectFrom(table)
      .selectAll()
      .where('id', '>', last)
      .orderBy('id')
      .limit(ROWS_AT_ONCE)
      .execute()
    if (rows.length === 0) return
    yield rows as (Tables['artist'] | Tables['keyword'])[]
    last = rows.at(-1)!.id
  }
}

const nowMs = () => sql<number>`cast(${Date.now()} as bigint)`
