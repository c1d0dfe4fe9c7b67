import assert from 'node:assert/strict'
import { it } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import { logDownloads } from '../../../src/catalogue/popularity.ts'
import { catchUp } from '../../../src/search/indexer.ts'
import { signUp, userToken } from '../../support/customers.ts'
import { download, FIRST_ID, writeSmallPictures } from '../../support/downloads.ts'
import { emptyLibrary, ingestAndIndex, serve, temporaryFolder } from '../../support/library.ts'
import { until } from '../../support/until.ts'

it('the popularity of a picture counts its downloads, which one change logs', async (t) => {
  const library = await emptyLibrary(t)
  const folder = await temporaryFolder(t)
  await writeSmallPictures(folder, 3)
  await ingestAndIndex(library, folder)
  const customer = await signUp(library, {
    products: [{ type: 'premiumaccess', terms: { period: 'monthly', limit: 5 } }],
  })
  const server = await serve(library)
  const token = await userToken(server, customer)
  const changes = async () =>
    (
      await library.db.selectFrom('change').select('subjectId').where('subject', '=', 'popularity').execute()
    ).map(({ subjectId }) => subjectId)
  const mostPopular = async () => {
    const { json } = await server.get('/v3/search/images?sort_order=most_popular&fields=id')
    return json.images.map(({ id }: { id: string }) => Number(id))
  }
  const [first, second, third] = [FIRST_ID, FIRST_ID + 1, FIRST_ID + 2]
  assert.deepEqual(await mostPopular(), [third, second, first], 'the newest')
  for (const [id, query] of [
    [first, ''],
    [second, ''],
    [second, ''],
    [first, '&file_type=jpg'],
  ] as const)
    assert.equal((await download({ server, customer, token }, id, { query })).status, 200)
  await logDownloads(library.db, library.now())
  await catchUp(library)
  assert.deepEqual((await changes()).sort(), [first, second])
  // An answer that was remembered is forgotten a moment later.
  // The second one was downloaded once, and this was repeated.
  await until(mostPopular, (ids) => isDeepStrictEqual(ids, [first, second, third]), 20_000)
  assert.equal(await logDownloads(library.db, library.now()), false)
  assert.equal((await changes()).length, 2)
})
