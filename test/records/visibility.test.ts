import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { AssetDescription } from '../../src/catalogue/asset-description.ts'
import { withdrawAsset } from '../../src/catalogue/asset-lifecycle.ts'
import { findVisibleImages } from '../../src/catalogue/find-visible.ts'
import { addAsset } from '../../src/catalogue/save-asset.ts'
import { type Viewer, visibleTo } from '../../src/catalogue/visibility.ts'
import type { Library } from '../../src/compose.ts'
import type { Db } from '../../src/db/database.ts'
import { insertRows } from '../../src/db/insert-rows.ts'
import { migrate } from '../../src/db/migrate.ts'
import { type Random, randomFrom } from '../../src/lib/random.ts'
import { catchUp } from '../../src/search/indexer.ts'
import { visibleFilters } from '../../src/search/visible-filters.ts'
import { emptyLibrary } from '../support/library.ts'
import { openPostgres } from '../support/postgres.ts'
import { EMPTY_DESCRIPTION } from '../support/records.ts'

const RECORDS = 200
/** The moments at which embargoes begin and end; viewers are tested at these, and a millisecond before and after. */
const MOMENTS = [Date.UTC(2026, 0, 1), Date.UTC(2026, 6, 1)] as const
const TIMES = MOMENTS.flatMap((moment) => [moment - 1, moment, moment + 1])
const COUNTRIES = ['CHE', 'JPN', 'USA'] as const
const COLLECTIONS = 12

/** Territories of records, of few countries, so that those of an asset and of its collection often overlap. */
function territories(random: Random): string | null {
  const named = COUNTRIES.filter(() => random.next() < 0.5)
  return random.pick([null, JSON.stringify({ allow: named }), JSON.stringify({ deny: named })])
}

/** Returns the same records for the same seed. */
async function addRecords(db: Db): Promise<void> {
  const random = randomFrom(7)
  const now = new Date(MOMENTS[0])
  await db.transaction().execute(async (tx) => {
    for (let number = 0; number < RECORDS; number++) {
      const description: AssetDescription = {
        ...EMPTY_DESCRIPTION,
        title: `Picture ${number}`,
        collection: `Collection ${random.below(COLLECTIONS)}`,
        mediaKind: random.pick(['image', 'image', 'image', 'video']),
        visibleFromMs: random.pick([null, ...MOMENTS]),
        visibleUntilMs: random.pick([null, null, ...MOMENTS]),
        territories: territories(random),
      }
      const id = await addAsset(tx, { description, master: null, now })
      if (random.next() < 0.1) await withdrawAsset(tx, id, now)
    }
    for (const { id } of await tx.selectFrom('collection').select('id').orderBy('id').execute())
      await tx
        .updateTable('collection')
        .set({ territories: territories(random) })
        .where('id', '=', id)
        .execute()
  })
}

const allIds = async (db: Db): Promise<number[]> =>
  (await db.selectFrom('asset').select('id').orderBy('id').execute()).map(({ id }) => id)

async function bySql(db: Db, viewer: Viewer): Promise<number[]> {
  const rows = await db
    .selectFrom('asset')
    .innerJoin('collection', 'collection.id', 'asset.collectionId')
    .select('asset.id')
    .where('asset.mediaKind', '=', 'image')
    .where(visibleTo(viewer))
    .orderBy('asset.id')
    .execute()
  return rows.map(({ id }) => id)
}

async function byIndex({ index }: Library, viewer: Viewer): Promise<number[]> {
  const { ids, total } = await index.search({
    text: null,
    filters: visibleFilters('image', viewer),
    sort: { by: 'newest' },
    page: { offset: 0, size: RECORDS },
    facets: {},
  })
  assert.equal(total, ids.length)
  return ids.toSorted((a, b) => a - b)
}

describe('the visibility of an asset', () => {
  it('is the same in the rule, in SQL of both databases, and in the index', async (t) => {
    const library = await emptyLibrary(t)
    const postgres = openPostgres(t)
    await migrate(postgres)
    await addRecords(library.db)
    for (const table of ['collection', 'asset'] as const)
      await insertRows(postgres, table, await library.db.selectFrom(table).selectAll().execute())
    await catchUp(library)
    const ids = await allIds(library.db)

    const counts = new Set<number>()
    for (const country of [...COUNTRIES, 'NOR', null])
      for (const time of TIMES) {
        const viewer = { now: new Date(time), country }
        const expected = (await findVisibleImages(library.db, ids, viewer)).map(({ id }) => id)
        const about = `${country} at ${viewer.now.toISOString()}`
        assert.deepEqual(await bySql(library.db, viewer), expected, `SQLite, ${about}`)
        assert.deepEqual(await bySql(postgres, viewer), expected, `PostgreSQL, ${about}`)
        assert.deepEqual(await byIndex(library, viewer), expected, `index, ${about}`)
        counts.add(expected.length)
      }
    assert.ok(counts.size > 5, 'viewers see different things')
  })
})
