import assert from 'node:assert/strict'
import { basename } from 'node:path'
import { before, describe, it, type TestContext } from 'node:test'
import { readConfig } from '../../src/config.ts'
import { copyDemoLibrary } from '../../src/dev.ts'
import { allOperations } from '../../src/http/operations.ts'
import { randomFrom } from '../../src/lib/random.ts'
import { videoRecordsOf } from '../fidelity/video-records.ts'
import { emptyLibrary, operationServices, type TestLibrary, temporaryFolder } from '../support/library.ts'
import { ingestRecords } from '../support/manifests.ts'
import { type OpenSearchServer, startOpenSearch } from '../support/opensearch-server.ts'
import { newDatabase } from '../support/postgres-databases.ts'
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts'
import { addRecord } from '../support/records.ts'
import { type S3Server, startS3 } from '../support/s3-server.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { testData } from '../support/test-data.ts'
import { compareAnswers, comparePictures } from './compare-answers.ts'
import { generatedRequests, namedIn } from './generated-requests.ts'
import { SETTINGS, twoLibraries } from './two-libraries.ts'

/** `npm run test:equality` sets more. */
const REQUESTS = Number(process.env.VITRINE_TEST_REQUESTS ?? 200)
const RECORDS = Number(process.env.VITRINE_TEST_RECORDS ?? 1500)
/** What searches the library that was moved: "embedded", "fts5" or "opensearch". The order of best match of the others differs. */
const ENGINE = process.env.VITRINE_TEST_ENGINE ?? 'embedded'
const SEED = 20_261_129
/** As many pictures of answers are compared. */
const PICTURES = 60
/** Drawing the films of the demo takes long. */
const WITHOUT_FILMS = '/nowhere/ffmpeg'

describe('a library that was moved to PostgreSQL and a bucket', () => {
  const lifetime = suiteLifetime()
  let missing = ''
  let postgres: PostgresServer | null
  let s3: S3Server | null
  let openSearch: OpenSearchServer | null = null

  before(async () => {
    const skip = (reason: string) => {
      missing = reason
    }
    postgres = await startPostgres({ ...lifetime, skip })
    s3 = await startS3({ ...lifetime, skip })
    if (ENGINE === 'opensearch') openSearch = await startOpenSearch({ ...lifetime, skip })
    Object.assign(process.env, s3?.environment)
  })

  /** The settings that say what searches a library that was moved. */
  const searchOf = ({ config }: TestLibrary): Readonly<Record<string, string>> => {
    if (openSearch !== null) return { search: openSearch.address(basename(config.data).toLowerCase()) }
    return ENGINE === 'fts5' ? { searchEngine: 'fts5' } : {}
  }

  it('answers as before: the demo library, with videos', async (t) => {
    if (missing !== '') return t.skip(missing)
    const draw = (data: string) => copyDemoLibrary(data, readConfig({ ffmpegPath: WITHOUT_FILMS }, {}))
    const library = await emptyLibrary(t, SETTINGS, draw)
    const { id: run } = await library.db
      .selectFrom('event')
      .select('id')
      .orderBy('id')
      .executeTakeFirstOrThrow()
    for (const family of ['creative', 'editorial'] as const)
      for (const { carries, ...said } of videoRecordsOf(family, COLLECTIONS, { run, final: run }))
        await addRecord(library, said)
    await compareWithMoved(t, library)
  })

  it('answers as before: the catalogue of two museums', async (t) => {
    if (missing !== '') return t.skip(missing)
    const manifest = testData(t, 'catalogue-museum.jsonl.gz')
    if (manifest === null) return
    const library = await emptyLibrary(t, SETTINGS)
    await ingestRecords(library, manifest, { mapping: 'museum', records: RECORDS })
    await compareWithMoved(t, library)
  })

  async function compareWithMoved(t: TestContext, library: TestLibrary): Promise<void> {
    const records = await newDatabase(postgres!.address('postgres'), await temporaryFolder(t))
    const folder = `${s3!.address}/${basename(library.config.data)}`
    const both = await twoLibraries(t, library, { ...searchOf(library), records, blobs: folder })
    const operations = allOperations(await operationServices(library))
    const requests = generatedRequests(operations, await namedIn(both.db, both.uploaded), randomFrom(SEED))
    const [differences, pictures]: [string[], Set<string>] = [[], new Set()]
    const counts = { found: 0, byScore: 0, statuses: new Map<number, number>() }
    for (let count = 0; count < REQUESTS; count++) {
      const request = requests.next().value as Parameters<typeof compareAnswers>[1]
      const compared = await compareAnswers(both, request, ENGINE !== 'embedded')
      if (compared.difference !== null) differences.push(compared.difference)
      for (const address of compared.pictures) if (pictures.size < PICTURES) pictures.add(address)
      counts.statuses.set(compared.status, (counts.statuses.get(compared.status) ?? 0) + 1)
      if (compared.hasFound) counts.found++
      if (request.isByScore) counts.byScore++
    }
    for (const address of pictures) {
      const difference = await comparePictures(both, address)
      if (difference !== null) differences.push(difference)
    }
    const statuses = [...counts.statuses].map(([status, count]) => `${count} × ${status}`).join(', ')
    t.diagnostic(
      `${REQUESTS} requests (${statuses}), of which ${counts.found} found something and ${counts.byScore} were ordered by score; ` +
        `${pictures.size} pictures; ${differences.length} differences`,
    )
    assert.equal(differences.length, 0, differences.slice(0, 10).join('\n\n'))
  }
})

/** The names of collections of videos. */
const COLLECTIONS = { affiliate: 'Affiliate Shelf', premium: 'Second Shelf' }
