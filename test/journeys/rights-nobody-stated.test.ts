import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { openDatabase } from '../../src/db/database.ts'
import { MIGRATIONS } from '../../src/db/migrate.ts'
import { restoreSnapshot } from '../../src/db/snapshot.ts'
import { command } from '../support/command.ts'
import { emptyLibrary, get, type Served, serve, type TestLibrary } from '../support/library.ts'
import { ingestRecords, lines, world } from '../support/manifests.ts'
import { writePicture } from '../support/pictures.ts'

const FIELDS = 'title,license_model,allowed_use,uri_oembed,rights_statement'

/** Returns the rights of each picture in the API by title, and the pictures that can be embedded. */
async function rightsOf({ get }: Served) {
  const { json } = await get(`/v3/search/images?fields=${FIELDS}`)
  const embeddable = await get('/v3/search/images?embed_content_only=true&fields=title')
  const rights = json.images.map(
    (image: {
      title: string
      license_model: string | null
      allowed_use: { how_can_i_use_it: string | null }
      uri_oembed: string | null
    }) => [image.title, [image.license_model, image.allowed_use.how_can_i_use_it, image.uri_oembed !== null]],
  )
  return {
    rights: Object.fromEntries(rights),
    embeddable: embeddable.json.images.map(({ title }: { title: string }) => title).sort(),
  }
}

/** A file and a record without rights. */
async function silentWorld(t: TestContext, mapping?: string) {
  const { folder, library, write } = await world(t)
  await writePicture(folder, 'file.jpg', { title: 'File' })
  const manifest = await write('m.jsonl', lines({ id: '1', title: 'Record' }))
  const file = await write('own.yaml', mapping ?? '')
  const { code } = await command([
    'ingest',
    folder,
    manifest,
    '--data',
    library.config.data,
    '--mapping',
    file,
  ])
  assert.equal(code, 0)
  return library
}

/** Opens the same library with other settings. */
const withSettings = (library: TestLibrary, settings: Partial<TestLibrary['config']>): TestLibrary => ({
  ...library,
  config: { ...library.config, ...settings },
})

describe('rights that were not stated', () => {
  it('are null; the picture can be found but not embedded', async (t) => {
    const library = await silentWorld(t)
    const server = await serve(library)
    assert.deepEqual(await rightsOf(server), {
      rights: { File: [null, null, false], Record: [null, null, false] },
      embeddable: [],
    })
    assert.equal((await get(`${server.http}/oembed?url=/detail/file/100000001`)).status, 404)
    const { stdout } = await command(['assets', 'show', '100000001', '--data', library.config.data])
    assert.match(stdout, /^license_model: not stated$/m)
    assert.match(stdout, /^embeddable: not stated$/m)
  })

  it('can be stated for all by the mapping', async (t) => {
    const terms = 'Available for all permitted uses under our |License Terms|.'
    const library = await silentWorld(
      t,
      `defaults: { license_model: rightsready, usage_terms: "${terms}", embeddable: true }`,
    )
    assert.deepEqual(await rightsOf(await serve(library)), {
      rights: { File: ['rightsready', terms, true], Record: ['rightsready', terms, true] },
      embeddable: ['File', 'Record'],
    })
  })

  it('can be stated for all by settings, from the next start on', async (t) => {
    const { folder, library, write } = await world(t)
    await write(
      'm.jsonl',
      lines(
        { id: '1', title: 'Silent' },
        { id: '2', title: 'Own', license_model: 'rightsmanaged', embeddable: 'no' },
      ),
    )
    await ingestRecords(library, join(folder, 'm.jsonl'))
    const server = await serve(
      withSettings(library, { defaultLicenseModel: 'royaltyfree', defaultEmbeddable: true }),
    )
    assert.deepEqual(await rightsOf(server), {
      rights: { Silent: ['royaltyfree', null, true], Own: ['rightsmanaged', null, false] },
      embeddable: ['Silent'],
    })
    for (const [id, status] of [
      [100000001, 200],
      [100000002, 404],
    ])
      assert.equal((await get(`${server.http}/oembed?url=/detail/x/${id}`)).status, status)
  })

  it('make a mapping invalid if a default is not a field of assets', async (t) => {
    const { write } = await world(t)
    const file = await write('own.yaml', 'defaults: { licence: royaltyfree }')
    const { code, stderr } = await command(['mapping', 'print', '--mapping', file])
    assert.equal(code, 2)
    assert.match(stderr, /asset has no field licence/)
  })
})

describe('a rights statement given by URL', () => {
  const CC = 'https://creativecommons.org'
  const RS = 'http://rightsstatements.org'
  const CASES = [
    ['web_statement', `${CC}/licenses/by-sa/4.0/`, 'Creative Commons Attribution-ShareAlike 4.0'],
    [
      'web_statement',
      `${CC}/licenses/by-nc-nd/3.0/de/deed.en`,
      'Creative Commons Attribution-NonCommercial-NoDerivatives 3.0 DE',
    ],
    ['web_statement', `${CC}/publicdomain/zero/1.0/legalcode`, 'CC0 1.0'],
    ['web_statement', `${RS}/vocab/NoC-US/1.0/`, 'No Copyright – United States'],
    ['usage_terms', `${RS}/page/InC/1.0/?language=en`, 'In Copyright'],
    ['web_statement', 'https://agency.example/rights', null],
    ['web_statement', `${CC}/licenses/by-xx/4.0/`, null],
  ] as const

  it('is shown by its name', async (t) => {
    const { folder, library, write } = await world(t)
    const notes = [
      { id: 'text', title: 'text', copyright: `© Ada Example. Licence: ${CC}/licenses/by/4.0/.` },
      {
        id: 'terms',
        title: 'terms',
        usage_terms: 'Ask first.',
        web_statement: `${CC}/publicdomain/mark/1.0/`,
      },
      { id: 'none', title: 'none', web_statement: 'javascript:alert(1)' },
    ]
    const records = CASES.map(([field, uri], index) => ({ id: `${index}`, title: `${index}`, [field]: uri }))
    await write('m.jsonl', lines(...records, ...notes))
    await ingestRecords(library, join(folder, 'm.jsonl'))
    const { get } = await serve(library)
    const { json } = await get(`/v3/search/images?fields=${FIELDS}&page_size=50`)
    const returned = Object.fromEntries(
      json.images.map(
        (image: { title: string; rights_statement: object; allowed_use: { how_can_i_use_it: string } }) => [
          image.title,
          [image.rights_statement, image.allowed_use.how_can_i_use_it],
        ],
      ),
    )
    const expected = CASES.map(([, uri, name], index) => [
      index,
      [{ uri, name }, name === null ? uri : `${name}: ${uri}`],
    ])
    const by = `${CC}/licenses/by/4.0/`
    const mark = { uri: `${CC}/publicdomain/mark/1.0/`, name: 'Public Domain Mark 1.0' }
    const attribution = 'Creative Commons Attribution 4.0'
    assert.deepEqual(returned, {
      ...Object.fromEntries(expected),
      text: [{ uri: by, name: attribution }, `${attribution}: ${by}`],
      terms: [mark, 'Ask first.'],
      none: [null, null],
    })
  })
})

/** Makes a library as earlier versions did, before rights could be unstated. */
async function makeOldLibrary(path: string) {
  const db = openDatabase(path) as unknown as Kysely<Record<string, Record<string, unknown>>>
  const older = Object.entries(MIGRATIONS).filter(([name]) => name < '0008')
  const provider = { getMigrations: async () => Object.fromEntries(older) }
  assert.equal((await new Migrator({ db, provider }).migrateToLatest()).error, undefined)
  await db.insertInto('collection').values({ id: 1, code: 'OLD', name: 'Old' }).execute()
  const add = (id: number, title: string, more: Record<string, unknown> = {}) =>
    db
      .insertInto('asset')
      .values({
        id,
        version: 1,
        family: 'creative',
        title,
        collectionId: 1,
        dateSubmittedMs: 0,
        qualityRank: 3,
        licenseModel: 'royaltyfree',
        isEmbeddable: 1,
        graphicalStyle: 'photography',
        ...more,
      })
      .execute()
  await add(1, 'silent')
  await add(2, 'managed', { licenseModel: 'rightsmanaged', isEmbeddable: 0 })
  await add(3, 'by hand', { edits: '{"licenseModel":"royaltyfree"}' })
  await add(4, 'by its record')
  await db.insertInto('mapping').values({ id: 1, text: '' }).execute()
  const record = JSON.stringify({ license_model: 'Royalty-free', embeddable: 'yes' })
  await db
    .insertInto('manifestFile')
    .values({ path: '/in/a.jpg', assetId: 4, source: 'm', said: 'x', record, mappingId: 1 })
    .execute()
  const usageTerms = 'Drawn by the program for demonstration. Free to use for any purpose (CC0 1.0).'
  await add(5, 'drawn', { usageTerms })
  await db.insertInto('source').values({ id: 1, path: '/in', name: 'Vitrine demo' }).execute()
  await db
    .insertInto('sourceFile')
    .values({ sourceId: 1, path: 'a.jpg', assetId: 5, sha256: '', bytes: 0, modifiedMs: 0 })
    .execute()
  for (const subjectId of [1, 2, 3, 4, 5])
    await db.insertInto('change').values({ subject: 'asset', subjectId, kind: 'added', atMs: 0 }).execute()
  await db.destroy()
}

describe('a library of a version that assumed royalty-free', () => {
  const drawn = 'Drawn by the program for demonstration. Free to use for any purpose (CC0 1.0).'
  const expected = {
    rights: {
      silent: [null, null, false],
      managed: ['rightsmanaged', null, false],
      'by hand': ['royaltyfree', null, false],
      'by its record': ['royaltyfree', null, true],
      drawn: ['royaltyfree', drawn, true],
    },
    embeddable: ['by its record', 'drawn'],
  }

  it('keeps what can only have been stated', async (t) => {
    const library = await emptyLibrary(t, {}, (data) => makeOldLibrary(join(data, 'records.db')))
    assert.deepEqual(await rightsOf(await serve(library)), expected)
  })

  it('keeps it in snapshots too', async (t) => {
    const library = await emptyLibrary(t)
    const snapshot = join(library.config.data, 'first-state.db')
    await makeOldLibrary(snapshot)
    await restoreSnapshot(library.db, snapshot)
    assert.deepEqual(await rightsOf(await serve(library)), expected)
  })
})
