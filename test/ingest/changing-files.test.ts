import assert from 'node:assert/strict'
import { appendFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { ingestFolder } from '../../src/ingest/ingest.ts'
import type { Outcome } from '../../src/ingest/outcome.ts'
import { emptyLibrary, temporaryFolder } from '../support/library.ts'
import { makePicture, writePicture } from '../support/pictures.ts'

const CHANGED = /^The file changed while it was (?:being )?read/

/** On a busy machine a file may be read between two changes, which is right, but not what is tested. */
const MAX_ATTEMPTS = 5

describe('a file that changes while it is read', () => {
  for (const inPlace of [false, true])
    it(`is refused, and ingested by the next run${inPlace ? ', if it stays in place' : ''}`, async (t) => {
      let { first, ingest } = await ingestWhileChanging(t, inPlace)
      for (let attempt = 1; attempt < MAX_ATTEMPTS && first['growing.jpg'] === 'added'; attempt++)
        ({ first, ingest } = await ingestWhileChanging(t, inPlace))
      assert.match(first['growing.jpg']!, CHANGED)
      assert.equal(first['other.jpg'], 'added')
      assert.deepEqual(await ingest(), { 'growing.jpg': 'added', 'other.jpg': 'unchanged' })
    })
})

/** Ingests a folder into a new library while one of its files grows. Returns the outcomes and how to ingest it again. */
async function ingestWhileChanging(t: TestContext, inPlace: boolean) {
  const folder = await temporaryFolder(t)
  const path = join(folder, 'growing.jpg')
  await writeFile(path, Buffer.concat([await makePicture(), Buffer.alloc(20_000_000)]))
  await writePicture(folder, 'other.jpg', { colour: 'olive' })
  const library = await emptyLibrary(t)
  const ingest = async () => {
    const outcomes: Record<string, string> = {}
    const onOutcome = (it: Outcome) => {
      outcomes[it.path] = 'reason' in it ? it.reason : it.is
    }
    await ingestFolder(library, { folder, inPlace, onOutcome })
    return outcomes
  }
  let isIngested = false
  const [first] = await Promise.all([
    ingest().finally(() => {
      isIngested = true
    }),
    (async () => {
      while (!isIngested) await appendFile(path, '\0')
    })(),
  ])
  return { first, ingest }
}
