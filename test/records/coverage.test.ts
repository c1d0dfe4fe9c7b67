import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findAssets } from '../../src/catalogue/asset.ts'
import type { AssetDescription } from '../../src/catalogue/asset-description.ts'
import { addAsset } from '../../src/catalogue/save-asset.ts'
import { BRANDS, FAMILIES, LICENSE_MODELS } from '../../src/catalogue/trade-lists.ts'
import type { Library } from '../../src/compose.ts'
import type { Db } from '../../src/db/database.ts'
import { type Random, randomFrom } from '../../src/lib/random.ts'
import { type Coverage, isCovered, outOfTime, type Product } from '../../src/rights/coverage.ts'
import { readTerms, type Terms } from '../../src/rights/terms.ts'
import { coveredFilters } from '../../src/search/covered-filters.ts'
import { catchUp } from '../../src/search/indexer.ts'
import { emptyLibrary } from '../support/library.ts'
import { EMPTY_DESCRIPTION } from '../support/records.ts'

const RECORDS = 300
const COLLECTIONS = 8
const AGREEMENTS = 150

/** Returns the same records for the same seed. */
async function addRecords(db: Db): Promise<void> {
  const random = randomFrom(11)
  await db.transaction().execute(async (tx) => {
    for (let number = 0; number < RECORDS; number++) {
      const description: AssetDescription = {
        ...EMPTY_DESCRIPTION,
        title: `Picture ${number}`,
        collection: `Collection ${random.below(COLLECTIONS)}`,
        family: random.pick(FAMILIES),
        licenseModel: random.pick([null, ...LICENSE_MODELS]),
      }
      await addAsset(tx, { description, master: null, now: new Date(0) })
    }
    for (const { id } of await tx.selectFrom('collection').select('id').orderBy('id').execute())
      await tx
        .updateTable('collection')
        .set({ brand: random.pick([null, ...BRANDS]) })
        .where('id', '=', id)
        .execute()
  })
}

/** Some of the values, or nothing at all: a term that is left out allows everything. */
function some<T>(random: Random, values: readonly T[]): T[] | undefined {
  const chosen = values.filter(() => random.next() < 0.4)
  return chosen.length === 0 ? undefined : chosen
}

function randomTerms(random: Random, codes: readonly string[]): Terms {
  const lists = {
    families: some(random, FAMILIES),
    // Owners write codes in any case, and may name collections that do not exist yet.
    collections: some(random, [...codes.map((code) => code.toLowerCase()), 'NOSUCH']),
    brands: some(random, BRANDS),
    licenseModels: some(random, LICENSE_MODELS),
  }
  const stated = Object.entries(lists).filter(([, list]) => list !== undefined && random.next() < 0.5)
  return readTerms('easyaccess', { ...Object.fromEntries(stated), largestSize: 'large' })
}

function randomCoverage(random: Random, codes: readonly string[]): Coverage {
  const products = Array.from(
    { length: random.below(4) },
    (_, id): Product => ({
      id,
      type: 'easyaccess',
      terms: randomTerms(random, codes),
      agreementId: 1,
      agreementVersion: 1,
      agreementName: 'Agreement',
      startsMs: 0,
      endsMs: null,
    }),
  )
  return { products, defaults: { licenseModel: random.pick([null, 'royaltyfree']), isEmbeddable: false } }
}

async function byIndex({ db, index }: Library, coverage: Coverage): Promise<number[]> {
  const { ids, total } = await index.search({
    text: null,
    filters: await coveredFilters(db, coverage),
    sort: { by: 'newest' },
    page: { offset: 0, size: RECORDS },
    facets: {},
  })
  assert.equal(total, ids.length)
  return ids.toSorted((a, b) => a - b)
}

describe('what an agreement covers', () => {
  it('is the same in the rule and in the index', async (t) => {
    const library = await emptyLibrary(t)
    const { db } = library
    await addRecords(db)
    await catchUp(library)
    const rows = await db.selectFrom('asset').select('id').orderBy('id').execute()
    const assets = [
      ...(await findAssets(
        db,
        rows.map(({ id }) => id),
      ).then((found) => found.values())),
    ].toSorted((a, b) => a.id - b.id)
    const codes = [...new Set(assets.map(({ collectionCode }) => collectionCode))]

    const random = randomFrom(5)
    const counts = new Set<number>()
    for (let number = 0; number < AGREEMENTS; number++) {
      const coverage = randomCoverage(random, codes)
      const expected = assets.filter((asset) => isCovered(coverage, asset)).map(({ id }) => id)
      assert.deepEqual(await byIndex(library, coverage), expected, JSON.stringify(coverage))
      counts.add(expected.length)
    }
    assert.ok(counts.has(0) && counts.has(RECORDS) && counts.size > 20, 'agreements cover different things')
  })

  it('is everything without a filter if a product covers everything', async (t) => {
    const { db } = await emptyLibrary(t)
    const products = [
      { terms: readTerms('easyaccess', { largestSize: 'small', families: ['editorial'] }) },
      { terms: readTerms('easyaccess', { largestSize: 'small' }) },
    ] as unknown as Product[]
    const defaults = { licenseModel: null, isEmbeddable: false }
    assert.deepEqual(await coveredFilters(db, { products, defaults }), [])
  })

  it('begins at its start and is over at its end', () => {
    const product = { startsMs: 1000, endsMs: 2000 } as Product
    const clauses = [999, 1000, 1999, 2000].map((ms) => outOfTime(product, new Date(ms)))
    assert.deepEqual(clauses, ['not_started', null, null, 'ended'])
  })
})
