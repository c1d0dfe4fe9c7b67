import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findFacetNames } from '../../src/catalogue/facet-names.ts'
import { emptyLibrary } from '../support/library.ts'

describe('the names of a facet', () => {
  it('are found for more values than SQLite allows variables in a statement', async (t) => {
    const { db } = await emptyLibrary(t)
    await db.insertInto('artist').values({ id: 39_999, name: 'Ada Example', folded: 'ada example' }).execute()
    const counts = Array.from({ length: 40_000 }, (_, id) => ({ id, count: 1 }))
    assert.deepEqual(await findFacetNames(db, 'artist', counts, { max: 300, language: 'en-US' }), [
      { id: 39_999, name: 'Ada Example', count: 1, startMs: null },
    ])
  })
})
