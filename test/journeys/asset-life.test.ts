import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { cp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it, type TestContext } from 'node:test'
import { command } from '../support/command.ts'
import { type Answer, emptyLibrary, serve, temporaryFolder } from '../support/library.ts'
import { writePicture } from '../support/pictures.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { until } from '../support/until.ts'

type World = {
  readonly data: string
  readonly folder: string
  get(path: string): Promise<Answer>
  titles(): Promise<string[]>
  assets(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }>
}

/** A library of two pictures, made once; each test works on a copy of it. */
const template = { folder: '', data: '' }

async function makeTemplate(lifetime: Pick<TestContext, 'after'>): Promise<void> {
  const folder = await temporaryFolder(lifetime)
  const data = await temporaryFolder(lifetime)
  await writePicture(folder, 'lake.jpg', { title: 'Lake', colour: 'teal', keywords: ['water'] })
  await writePicture(folder, 'wood.jpg', { title: 'Wood', colour: 'green' })
  await command(['ingest', folder, '--data', data])
  Object.assign(template, { folder, data })
}

/** Serves two pictures, with the owner's commands for the same library. */
async function makeWorld(t: TestContext): Promise<World> {
  const { folder } = template
  const library = await emptyLibrary(t, {}, (data) => cp(template.data, data, { recursive: true }))
  const { data } = library.config
  const { get: send } = await serve(library)
  return {
    data,
    folder,
    get: send,
    titles: async () =>
      (await send('/v3/search/images/creative?fields=title')).json.images.map(
        ({ title }: { title: string }) => title,
      ),
    assets: (...args) => command(['assets', ...args, '--data', data]),
  }
}

const LAKE = '100000001'

describe('the life of an asset', () => {
  const lifetime = suiteLifetime()
  before(() => makeTemplate(lifetime))

  it('withdrawn, it disappears with its renditions; restored, it is back', async (t) => {
    const { assets, titles, get } = await makeWorld(t)
    const { json } = await get(`/v3/images/${LAKE}?fields=comp`)
    const picture = json.images[0].display_sizes[0].uri
    assert.equal((await fetch(picture)).status, 200)

    assert.equal((await assets('withdraw', LAKE)).code, 0)
    await until(titles, (now) => now.length === 1, 1000)
    assert.equal((await get(`/v3/images/${LAKE}`)).json.ErrorCode, 'ImageNotFound')
    assert.equal((await fetch(picture)).status, 404)

    await assets('restore', LAKE)
    await until(titles, (now) => now.length === 2, 1000)
    assert.equal((await fetch(picture)).status, 200)
  })

  it('under embargo, it appears and disappears on time', async (t) => {
    const { assets, titles } = await makeWorld(t)
    await assets('edit', LAKE, '--visible-from', '2100-01-01')
    await until(titles, (now) => now.length === 1, 1000)
    const soon = new Date(Math.ceil(Date.now() / 1000) * 1000 + 2000)
    await assets('edit', LAKE, '--visible-from', soon.toISOString().slice(0, 19))
    await until(titles, (now) => now.length === 2, 4000)
    assert.ok(Date.now() >= soon.getTime(), 'it was seen too early')
    const never = await assets('edit', LAKE, '--visible-until', '2020-01-01')
    assert.equal(never.code, 1)
    assert.match(never.stderr, /its expiry must be later than the end of its embargo/)
    await assets('edit', LAKE, '--visible-from', 'none', '--visible-until', '2020-01-01')
    await until(titles, (now) => now.length === 1, 1000)
    await assets('edit', LAKE, '--visible-until', 'none')
    await until(titles, (now) => now.length === 2, 1000)
  })

  it('outside its time, its renditions are hidden too', async (t) => {
    const { assets, get } = await makeWorld(t)
    const { json } = await get(`/v3/images/${LAKE}?fields=comp`)
    const picture = json.images[0].display_sizes[0].uri
    for (const [edge, day] of [
      ['--visible-until', '2020-01-01'],
      ['--visible-from', '2100-01-01'],
    ] as const) {
      assert.equal((await fetch(picture)).status, 200)
      assert.equal((await assets('edit', LAKE, edge, day)).code, 0)
      assert.equal((await fetch(picture)).status, 404, edge)
      await assets('edit', LAKE, edge, 'none')
    }
  })

  it('edited manually, it changes at once, and keeps the edits when its file is ingested again', async (t) => {
    const { assets, get, folder, data } = await makeWorld(t)
    const edit = [
      '--title',
      'Quiet lake',
      '--keywords',
      'silence, close-up',
      '--license-model',
      'rightsmanaged',
    ]
    const untitled = await assets('edit', LAKE, '--title', ' ')
    assert.deepEqual([untitled.code, /--title: It is missing/.test(untitled.stderr)], [2, true])
    const { stdout } = await assets('edit', LAKE, ...edit, '--json')
    assert.equal(JSON.parse(stdout).title, 'Quiet lake')
    const seen = async () =>
      (await get(`/v3/images/${LAKE}?fields=title,caption,keywords,license_model`)).json.images[0]
    await until(seen, ({ title }) => title === 'Quiet lake', 1000)
    await writePicture(folder, 'lake.jpg', { title: 'Lake', caption: 'New words', colour: 'navy' })
    await command(['ingest', folder, '--data', data])
    const { keywords, ...rest } = await until(seen, ({ caption }) => caption === 'New words', 1000)
    assert.deepEqual(rest, {
      id: LAKE,
      title: 'Quiet lake',
      caption: 'New words',
      license_model: 'rightsmanaged',
    })
    assert.deepEqual(
      keywords.map(({ text, type }: { text: string; type: string }) => [text, type]),
      [
        ['silence', 'Keyword'],
        ['close-up', 'Composition'],
      ],
    )
    const search = await get('/v3/search/images/creative?phrase=silence&compositions=close_up')
    assert.equal(search.json.result_count, 1)
  })

  it('is printed as a sheet for people and as JSON for programs', async (t) => {
    const { assets } = await makeWorld(t)
    const edit = [
      '--caption',
      'Still\nwater',
      '--only-in',
      'DE,FR',
      '--visible-from',
      '2030-01-01',
      '--date-created',
      '1999-05-04',
    ]
    assert.equal((await assets('edit', LAKE, ...edit)).stdout, `Edited ${LAKE}.\n`)
    assert.equal((await assets('withdraw', LAKE)).stdout, `Withdrew ${LAKE}.\n`)
    const { stdout } = await assets('show', LAKE)
    for (const line of [
      'title: Lake',
      'caption: Still water',
      'asset_family: creative',
      'keywords: water',
      'territories: only in DEU, FRA',
      'visible_from: 2030-01-01T00:00:00.000Z',
      'edited by hand: caption, date_created, visible_from, territories',
    ])
      assert.ok(stdout.split('\n').includes(line), `${line} is not in\n${stdout}`)
    assert.match(stdout, /^dimensions: \d+ × \d+$/m)
    assert.match(stdout, /^withdrawn: 20/m)
    assert.doesNotMatch(stdout, /[{}]|palette|null/)
    assert.partialDeepStrictEqual(JSON.parse((await assets('show', LAKE, '--json')).stdout), {
      id: Number(LAKE),
      title: 'Lake',
      embeddable: null,
      artist: null,
      territories: { allow: ['DEU', 'FRA'] },
      keywords: [{ type: 'Keyword', text: 'water' }],
      edited_by_hand: ['caption', 'date_created', 'visible_from', 'territories'],
    })
    assert.equal(
      (await assets('restore', LAKE, '100000002')).stdout,
      `Restored ${LAKE}.\nRestored 100000002.\n`,
    )
  })

  it('is listed and found by its texts, numbers and file, in any state, and addressed by its own number', async (t) => {
    const { assets, data, folder } = await makeWorld(t)
    const records = join(folder, 'archive.csv')
    await writeFile(records, 'id,title,city\nMS.12-34,Déjeuner,Bern\n')
    await command(['ingest', records, '--data', data])
    assert.equal((await assets('withdraw', 'MS.12-34')).code, 0)
    await assets('edit', LAKE, '--visible-from', '1.1.2100')
    const ids = async (...args: string[]) =>
      (await assets(...args, '--json')).stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line).title)
    assert.deepEqual(await ids('list'), ['Lake', 'Wood', 'Déjeuner'])
    assert.deepEqual(await ids('list', '--state', 'withdrawn'), ['Déjeuner'])
    assert.deepEqual(await ids('list', '--state', 'embargoed'), ['Lake'])
    for (const [words, found] of [
      [['dejeuner'], 'Déjeuner'],
      [['ms 12 34'], 'Déjeuner'],
      [['lake.jpg'], 'Lake'],
      [['100000002'], 'Wood'],
    ] as const)
      assert.deepEqual(await ids('find', ...words), [found])
    assert.match((await assets('find', 'nowhere')).stdout, /No asset matches nowhere/)
    assert.match((await assets('list')).stdout, /^ID +KIND +STATE +TITLE +SOURCE ID +FILE$/m)
    assert.match((await assets('show', LAKE)).stdout, new RegExp(`^file: ${folder}/lake.jpg$`, 'm'))
    assert.match((await assets('show', 'archive:MS.12-34')).stdout, /^source ids: MS.12-34 \(archive\)$/m)
  })

  it('can be edited in all fields of a manifest; edits persist when its record is ingested again', async (t) => {
    const { assets, data, folder } = await makeWorld(t)
    const records = join(folder, 'archive.jsonl')
    const put = (title: string) =>
      writeFile(
        records,
        JSON.stringify({ id: 'A-1', title, people: ['Ada Example'], city: 'Bern', concepts: ['calm'] }),
      )
    await put('Courtyard')
    await command(['ingest', records, '--data', data])
    const edit = ['--people', 'Bo Muster; Cy Pattern', '--city', 'Zürich', '--date-created', '31.12.1910']
    const more = ['--collection', 'Courts', '--artist', 'Di Sample', '--usage-terms', 'Ask first']
    assert.equal((await assets('edit', 'A-1', ...edit, ...more)).code, 0)
    assert.equal((await assets('edit', 'A-1', '--language', 'de', '--title', 'Hof')).code, 0)
    await put('Old courtyard')
    await command(['ingest', records, '--data', data])
    const sheet = JSON.parse((await assets('show', 'A-1', '--json')).stdout)
    assert.partialDeepStrictEqual(sheet, {
      title: 'Old courtyard',
      city: 'Zürich',
      date_created: '1910-12-31',
      collection: 'Courts',
      artist: 'Di Sample',
      usage_terms: 'Ask first',
    })
    assert.deepEqual(
      sheet.keywords.map(({ type, text }: { type: string; text: string }) => `${type} ${text}`),
      ['Concept calm', 'SpecificPeople Bo Muster', 'SpecificPeople Cy Pattern', 'Location Zürich'],
    )
    assert.ok(sheet.edited_by_hand.includes('title.de'))
  })

  it('purged, it is gone with its files, and its id is never reused', async (t) => {
    const { assets, titles, data, folder } = await makeWorld(t)
    const files = () =>
      readdirSync(join(data, 'blobs'), { recursive: true, withFileTypes: true }).filter((it) => it.isFile())
    assert.equal(files().length, 10)
    const unsure = await assets('purge', LAKE)
    assert.equal(unsure.code, 2)
    assert.match(unsure.stderr, /--yes/)
    assert.deepEqual(JSON.parse((await assets('purge', LAKE, '--yes', '--json')).stdout), {
      purged: [Number(LAKE)],
      files: 5,
    })
    assert.equal(files().length, 5)
    await until(titles, (now) => now.length === 1, 1000)
    await command(['ingest', folder, '--again', '--data', data])
    await until(titles, (now) => now.length === 2, 1000)
    assert.equal((await assets('show', LAKE)).code, 1)
    assert.match((await assets('show', '100000003')).stdout, /title: Lake/)
  })

  it('usage errors get a hint and change nothing', async (t) => {
    const { assets } = await makeWorld(t)
    for (const [args, code, said] of [
      [['withdraw', '100000001', '7'], 1, /There is no asset with the id 7/],
      [['withdraw', 'lake'], 1, /There is no asset with the id lake/],
      [['edit', LAKE], 2, /Give at least one field/],
      [['edit', LAKE, '--only-in', 'Germany'], 2, /--only-in.*'Germany'/],
      [['edit', LAKE, '--only-in', 'DE', '--everywhere'], 2, /cannot be combined/],
      [['edit', LAKE, '--visible-from', 'soon'], 2, /--visible-from: 'soon' is not a date/],
    ] as const) {
      const answer = await assets(...args)
      assert.equal(answer.code, code, args.join(' '))
      assert.match(answer.stderr, said)
    }
    assert.doesNotMatch((await assets('show', LAKE)).stdout, /withdrawn/)
  })
})
