import assert from 'node:assert/strict'
import { it } from 'node:test'
import { addAsset } from '../../src/catalogue/save-asset.ts'
import { catchingUp, catchUp, countUnindexed } from '../../src/search/indexer.ts'
import { emptyLibrary } from '../support/library.ts'
import { EMPTY_DESCRIPTION } from '../support/records.ts'

/** More than one batch. */
const RECORDS = 600

it('an index that is to stop while it catches up keeps what it has, and goes on from there', async (t) => {
  const library = await emptyLibrary(t)
  await library.db.transaction().execute(async (tx) => {
    for (let record = 0; record < RECORDS; record++)
      await addAsset(tx, {
        description: { ...EMPTY_DESCRIPTION, dateCreatedMs: null },
        master: null,
        now: library.now(),
      })
  })
  const stopping = new AbortController()
  const positions: number[] = []
  const onPosition = (position: number) => {
    positions.push(position)
    stopping.abort()
  }
  await catchUp(library, { onPosition, signal: stopping.signal })
  assert.equal(positions.length, 1)
  assert.equal(await library.index.position(), positions[0])
  assert.ok((await countUnindexed(library)) > 0)
  const isCaughtUp = await catchingUp(library)
  assert.equal(await isCaughtUp(), false)
  await catchUp(library)
  assert.equal(await countUnindexed(library), 0)
  assert.equal(await isCaughtUp(), true)
})
