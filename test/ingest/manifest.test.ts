import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { command } from '../support/command.ts'
import { emptyLibrary, ingestAndIndex, serve } from '../support/library.ts'
import { DESK_RECORDS, ingestRecords, lines, world } from '../support/manifests.ts'
import { writePicture } from '../support/pictures.ts'
import { testData } from '../support/test-data.ts'
import { until } from '../support/until.ts'

describe('a manifest', () => {
  it('becomes searchable assets, events, collections and keywords', async (t) => {
    const { library, write } = await world(t)
    const manifest = await write(
      'desk.jsonl',
      lines(
        ...DESK_RECORDS,
        { id: 'p2', title: 'Elsewhere', collection: { name: 'Desk', brand: 'iStockphoto' } },
        { id: 'p3', title: 'Later', visible_from: '2999-01-01' },
      ),
    )
    const { outcomes } = await ingestRecords(library, manifest)
    assert.deepEqual(
      outcomes.map(({ is }) => is),
      Array(7).fill('added'),
    )
    const { get } = await serve(library)
    const fields =
      'id,title,alternative_ids,max_dimensions,date_created,people,collection_code,display_set,event_ids'
    const { json } = await get(`/v3/search/images/editorial?phrase=hound&fields=${fields}`)
    assert.equal(json.result_count, 1)
    const [found] = json.images
    assert.partialDeepStrictEqual(found, {
      title: 'Start',
      alternative_ids: { desk: 'p1' },
      max_dimensions: null,
      people: ['Bo Sample'],
      date_created: '-000206-01-05T00:00:00Z',
      collection_code: 'DSK',
    })
    const event = await get(`/v3/events/${found.event_ids[0]}?fields=name,child_event_count,image_count`, {
      'accept-language': 'de',
    })
    assert.partialDeepStrictEqual(event.json, { name: 'Seelauf', child_event_count: 1, image_count: 1 })
    const german = await get('/v3/search/images/editorial?phrase=hund', { 'accept-language': 'de' })
    assert.equal(german.json.images[0].title, 'Der Start')
    const card = await fetch(found.display_sizes.find(({ name }: { name: string }) => name === 'thumb').uri)
    assert.deepEqual([card.status, card.headers.get('content-type')], [200, 'image/jpeg'])
    const creative = await get('/v3/search/images/creative?fields=title')
    assert.deepEqual(creative.json.images, [{ id: creative.json.images[0].id, title: 'Elsewhere' }])
  })

  it('can give keywords a type, by whose filters they are found', async (t) => {
    const { library, write } = await world(t)
    const keywords = [
      { text: 'warm', type: 'Mood' },
      { text: 'black_and_white', type: 'mood' },
      { text: 'Japanese', type: 'Ethnicity' },
      { text: 'Caucasian', type: 'Ethnicity' },
      { text: 'one', type: 'NumberOfPeople' },
      { text: 'close-up', type: 'Composition', relevance: 70 },
      { text: 'baby', type: 'Age' },
      { text: 'long exposure', type: 'ImageTechnique' },
    ]
    const manifest = await write('m.jsonl', lines({ id: '1', title: 'One', keywords }))
    await ingestRecords(library, manifest)
    const { get } = await serve(library)
    for (const filter of [
      'moods=warm',
      'moods=black_and_white',
      'ethnicity=japanese',
      'ethnicity=white',
      'number_of_people=one',
      'compositions=close_up',
      'age_of_people=baby',
      'phrase=long%20exposure',
    ]) {
      const { json } = await get(`/v3/search/images/creative?${filter}`)
      assert.equal(json.result_count, 1, filter)
    }
    const { json } = await get('/v3/search/images/creative?fields=keywords')
    assert.deepEqual(
      json.images[0].keywords.map(({ type }: { type: string }) => type),
      keywords.map(({ type }) => type.replace('mood', 'Mood')),
    )
    assert.equal((await ingestRecords(library, manifest)).summary.unchanged, 1)
  })

  it('changes only what is different when it is ingested again', async (t) => {
    const { library, write } = await world(t)
    const event = { kind: 'event', id: 'e1', name: 'Gala' }
    const one = { id: '1', title: 'One', keywords: ['a', 'b'], event_ids: ['e1'] }
    const two = { id: '2', title: 'Two' }
    const manifest = await write('m.jsonl', lines(event, one, two))
    const first = await ingestRecords(library, manifest)
    const changes = () => library.db.selectFrom('change').select(['subjectId', 'kind']).execute()
    const before = await changes()
    const again = await ingestRecords(library, manifest)
    assert.deepEqual(again.summary, { added: 0, updated: 0, unchanged: 3, refused: 0, filesRefused: 0 })
    assert.deepEqual(await changes(), before)
    await write('m.jsonl', lines(event, { ...one, keywords: ['a'] }, two, { id: '3', title: 'Three' }))
    const third = await ingestRecords(library, manifest)
    assert.deepEqual(
      third.outcomes.map(({ is }) => is),
      ['unchanged', 'updated', 'unchanged', 'added'],
    )
    assert.equal(third.outcomes[1]!.assetId, first.outcomes[1]!.assetId)
    assert.equal((await changes()).length, before.length + 2)
  })

  it('gives existing pictures the words of later keywords, and refuses cycles', async (t) => {
    const { library, write } = await world(t)
    const server = await serve(library)
    const found = async (phrase: string, language = 'en-US') =>
      (await server.get(`/v3/search/images?phrase=${phrase}`, { 'accept-language': language })).json
        .result_count
    await ingestRecords(
      library,
      await write(
        'pictures.jsonl',
        lines({ id: '1', title: 'One', keywords: 'dog' }, { id: '2', title: 'Two', keywords: 'pooch' }),
      ),
    )
    await until(
      () => found('dog'),
      (count) => count === 1,
      5000,
    )
    assert.deepEqual([await found('hound'), await found('animal')], [0, 0])
    const words = lines(
      { kind: 'keyword', text: 'dog', 'text.de': 'Hund', synonyms: ['hound'], broader: ['mammal'] },
      { kind: 'keyword', text: 'mammal', broader: ['animal'], synonyms: ['beast'] },
      { kind: 'keyword', text: 'animal', broader: ['dog'] },
      { kind: 'keyword', text: 'dog', synonyms: ['pooch'] },
      { kind: 'keyword', text: 'dog', synonyms: ['pooch'] },
    )
    const { outcomes } = await ingestRecords(library, await write('words.jsonl', words))
    assert.deepEqual(
      outcomes.map(({ is }) => is),
      ['updated', 'updated', 'refused', 'updated', 'unchanged'],
    )
    assert.partialDeepStrictEqual(outcomes[2], { line: 3, field: 'broader' })
    const both = (count: number) => count === 2
    for (const word of ['dog', 'hound', 'pooch', 'mammal', 'beast', 'animal'])
      await until(() => found(word), both, 5000)
    assert.equal(await found('hund', 'de'), 2)
    const { json } = await server.get('/v3/search/images?fields=keywords', { 'accept-language': 'de' })
    assert.deepEqual(
      json.images[0].keywords.map(({ text }: { text: string }) => text),
      ['Hund'],
    )
  })

  it('reports each wrong line with its number, field and reason, and ingests the others', async (t) => {
    const { folder, write } = await world(t)
    const manifest = await write(
      'bad.jsonl',
      Buffer.concat([
        Buffer.from(
          `\ufeff${lines(
            { id: '1', title: 'First' },
            'not json',
            '["a list"]',
            '',
            { id: '1', title: 'Again' },
            { id: '2', event_ids: ['nope'] },
            { kind: 'bird', id: '3' },
            { kind: 'order', id: 'o1' },
            { kind: 'event', id: 'e' },
            { title: 'Nobody' },
            { id: '4', file: '../../etc/passwd' },
            { id: '5', license_model: 'free' },
            { id: '6', title: 'x'.repeat(1_100_000) },
          )}`.replaceAll('\n', '\r\n'),
        ),
        Buffer.from('{"id": "7", "title": "M\xfcnchen"}\n{"id": "8", "title": "Last"}', 'latin1'),
      ]),
    )
    const { code, stdout } = await command(['ingest', manifest, '--data', join(folder, 'data'), '--json'])
    assert.equal(code, 3)
    const said = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.deepEqual(said.pop(), {
      summary: { added: 2, updated: 0, unchanged: 0, refused: 12, filesRefused: 0 },
    })
    const refused = said.filter(({ is }) => is === 'refused')
    assert.deepEqual(
      refused.map(({ line, id, field }) => [line, id, field]),
      [
        [2, null, null],
        [3, null, null],
        [5, '1', 'id'],
        [6, '2', 'event_ids'],
        [7, '3', 'kind'],
        [8, 'o1', 'customer'],
        [9, 'e', 'name'],
        [10, null, 'id'],
        [11, '4', 'file'],
        [12, '5', 'license_model'],
        [13, null, null],
        [14, null, null],
      ],
    )
    for (const [index, reason] of [
      [0, /^The line is not JSON/],
      [1, /^The line is not a JSON object/],
      [2, /^Line 1 has '1' already/],
      [3, /^There is no event 'nope'/],
      [5, /^It is missing\. order_date: It is missing\. assets: It is missing\.$/],
      [8, /leads out of the manifest's folder/],
      [10, /longer than 1048576 bytes/],
      [11, /not UTF-8/],
    ] as const)
      assert.match(refused[index].reason, reason)
  })

  it('can be a table, as spreadsheets write them', async (t) => {
    const { library, write } = await world(t)
    const semicolons =
      '\ufeffid;title;keywords;title.de\r\n1;"One; ""quoted""\r\nline";a|b;Eins\r\n2;Two\r\n3;Three;;\r\n'
    const tables = [
      await write('semicolons.csv', semicolons),
      await write('windows.csv', Buffer.from('id,title\nw,M\xfcnchen \x96 Caf\xe9\n', 'latin1')),
      await write('wide.csv', Buffer.from('\ufeffid\ttitle\nu\tŽofín\n', 'utf16le')),
      await write('packed.csv.gz', gzipSync('id,title\ng,Packed\n')),
      await write('no-ending', '{"id":"n","title":"By its content"}\n'),
    ]
    const outcomes = []
    for (const table of tables) outcomes.push(...(await ingestRecords(library, table)).outcomes)
    assert.deepEqual(
      outcomes.map((it) => ('reason' in it ? [it.line, it.reason] : it.id)),
      ['1', [4, 'The line has 2 values, the header 4.'], '3', 'w', 'u', 'g', 'n'],
    )
    const titles = await library.db.selectFrom('asset').select('title').orderBy('id').execute()
    assert.deepEqual(
      titles.map(({ title }) => title),
      ['One; "quoted" line', 'Three', 'München – Café', 'Žofín', 'Packed', 'By its content'],
    )
  })

  it('loses only one line to a stray quote in a table', async (t) => {
    const { library, write } = await world(t)
    const good = Array.from({ length: 60 }, (_, index) => `${index + 3},Title`)
    const long = Array.from({ length: 3000 }, (_, index) => `l${index},${'x'.repeat(400)}`)
    const tables: [string, string[], number[]][] = [
      ['closed.csv', ['1,"stray', ...good, '90,"fine"', '91,"two', 'lines"'], [2]],
      ['never.csv', ['1,"stray', ...good, '90,14" by 3"', '91,"also stray'], [2, 64]],
      ['value.csv', ['1,"stray', ...good, '90,a",b', '91,last'], [2, 63]],
      ['large.csv', ['1,"stray', ...long, '91,last'], [2]],
    ]
    for (const [name, rows, refused] of tables) {
      const manifest = await write(name, ['id,title', ...rows, ''].join('\n'))
      const { outcomes, summary } = await ingestRecords(library, manifest)
      const lost = outcomes.filter(({ is }) => is === 'refused').map(({ line }) => line)
      assert.deepEqual(lost, refused, name)
      assert.equal(summary.added, rows.length - refused.length - (name === 'closed.csv' ? 1 : 0), name)
    }
    const titled = library.db.selectFrom('asset').select('title').where('title', 'in', ['fine', 'two lines'])
    assert.deepEqual(
      (await titled.orderBy('id').execute()).map(({ title }) => title),
      ['fine', 'two lines'],
    )
  })

  it('that is not one is reported as such', async (t) => {
    const { folder, write } = await world(t)
    const data = ['--data', join(folder, 'data')]
    const list = await command(['ingest', await write('list.json', '[\n{"id": 1}\n]\n'), ...data])
    assert.deepEqual([list.code, list.stdout.match(/list.json:1: .*one JSON list/)?.length], [3, 1])
    const twice = await command(['ingest', await write('twice.csv', 'id,title,title\n1,a,b\n'), ...data])
    assert.deepEqual([twice.code, twice.stdout.match(/two columns 'title'/)?.length], [3, 1])
    const none = await command(['ingest', join(folder, 'none.csv'), ...data])
    assert.deepEqual([none.code, /There is no folder, picture or manifest/.test(none.stderr)], [1, true])
    for (const content of ['', 'id,title\n', 'id,title\n,\n\n'])
      assert.match(
        (await command(['ingest', await write('empty.csv', content), ...data])).stdout,
        /empty\.csv:\d: The table has no record below the names of its columns/,
      )
  })

  it('that is truncated is ingested as far as possible, and so is the next one', async (t) => {
    const { folder, write } = await world(t)
    const records = Array.from({ length: 900 }, (_, index) => ({ id: `${index}`, title: `${index ** 7}` }))
    const packed = gzipSync(lines(...records))
    const cut = await write('cut.jsonl.gz', packed.subarray(0, packed.length / 2))
    const next = await write('next.jsonl', lines({ id: 'n', title: 'Next' }))
    const { code, stdout, stderr } = await command(['ingest', cut, next, '--data', join(folder, 'data')])
    assert.deepEqual([code, stderr], [3, ''])
    const [, line] = /cut\.jsonl\.gz:(\d+): From here on the manifest cannot be read/.exec(stdout)!
    assert.ok(Number(line) > 1)
    assert.match(stdout, new RegExp(`^${line} added, .* 1 refused`, 'm'))
  })
})

describe('files of a manifest', () => {
  const picture = { title: 'Of the file', caption: 'Said by the file', keywords: ['filed'], artist: 'Filer' }

  it('are read, and the manifest takes precedence', async (t) => {
    const { folder, library, write } = await world(t)
    await mkdir(join(folder, 'sub'))
    await writePicture(join(folder, 'sub'), 'a.jpg', { ...picture, width: 640, height: 480 })
    await write('broken.jpg', 'no picture')
    const manifest = await write(
      'm.jsonl',
      lines(
        { id: '1', title: 'Of the manifest', file: 'sub/a.jpg' },
        { id: '2', title: 'Broken', file: 'broken.jpg' },
        { file: 'later.jpg' },
      ),
    )
    const { outcomes } = await ingestRecords(library, manifest)
    assert.deepEqual(
      outcomes.map((it) => [it.is, 'fileRefused' in it]),
      [
        ['added', false],
        ['added', true],
        ['added', false],
      ],
    )
    const { get } = await serve(library)
    const [one] = outcomes
    const { json } = await get(
      `/v3/images/${one!.assetId}?fields=title,caption,artist,max_dimensions,keywords`,
    )
    assert.partialDeepStrictEqual(json.images[0], {
      title: 'Of the manifest',
      caption: 'Said by the file',
      artist: 'Filer',
      max_dimensions: { width: 640, height: 480 },
    })
    const again = await ingestRecords(library, manifest)
    assert.deepEqual(
      again.outcomes.map(({ is }) => is),
      ['unchanged', 'unchanged', 'unchanged'],
    )
    const folderToo = await ingestAndIndex(library, folder)
    assert.deepEqual(
      folderToo.outcomes.filter(({ is }) => is !== 'refused').map(({ path, is }) => [path, is]),
      [
        ['m.jsonl', 'other'],
        ['sub/a.jpg', 'unchanged'],
      ],
    )
  })

  it('are attached to their records when they arrive later, and can change', async (t) => {
    const { folder, library, write } = await world(t)
    const record = { id: '1', title: 'Of the manifest', file: 'a.jpg', event_ids: ['e'], keywords: 'x' }
    const manifest = await write('m.jsonl', lines({ kind: 'event', id: 'e', name: 'Gala' }, record))
    const { outcomes } = await ingestRecords(library, manifest)
    const id = outcomes[1]!.assetId
    const { get } = await serve(library)
    const shown = async () =>
      (await get(`/v3/images/${id}?fields=title,caption,max_dimensions,event_ids`)).json.images[0]
    assert.partialDeepStrictEqual(await shown(), { caption: null, max_dimensions: null })
    for (const [caption, width] of [
      ['Said by the file', 640],
      ['Said anew', 800],
    ] as const) {
      await writePicture(folder, 'a.jpg', { ...picture, caption, width, height: 480 })
      const arrived = await ingestAndIndex(library, folder)
      assert.partialDeepStrictEqual(arrived.outcomes, [{ is: 'updated', assetId: id }])
      const now = await until(shown, (it) => it.max_dimensions?.width === width, 5000)
      assert.partialDeepStrictEqual(now, { title: 'Of the manifest', caption, max_dimensions: { width } })
      assert.equal(now.event_ids.length, 1)
    }
    const again = await ingestRecords(library, manifest)
    assert.deepEqual(
      again.outcomes.map(({ is }) => is),
      ['unchanged', 'unchanged'],
    )
    await write('m.jsonl', lines({ kind: 'event', id: 'e', name: 'Gala' }, { ...record, title: 'New' }))
    assert.equal((await ingestRecords(library, manifest)).summary.updated, 1)
    const renamed = await until(shown, ({ title }) => title === 'New', 5000)
    assert.equal(renamed.caption, 'Said anew')
    assert.equal((await library.db.selectFrom('asset').select('id').execute()).length, 1)
  })

  it('belong to the first record that names them, however far away the second is', async (t) => {
    const { folder, library, write } = await world(t)
    await writePicture(folder, 'a.jpg', picture)
    const others = Array.from({ length: 250 }, (_, index) => ({ id: `x${index}`, title: 'Other' }))
    const manifest = await write(
      'm.jsonl',
      lines(
        { id: '1', title: 'First', file: 'a.jpg' },
        { id: '2', title: 'Near', file: './a.jpg' },
        { title: 'Nameless', file: 'b/../a.jpg' },
        ...others,
        { id: '3', title: 'Far', file: 'a.jpg' },
      ),
    )
    for (const is of ['added', 'unchanged'] as const) {
      const { outcomes, summary } = await ingestRecords(library, manifest)
      assert.deepEqual([summary[is], summary.refused], [251, 3])
      for (const outcome of [outcomes[1], outcomes[2], outcomes.at(-1)])
        assert.partialDeepStrictEqual(outcome, {
          is: 'refused',
          field: 'file',
          reason: 'Line 1 names this file already.',
        })
    }
  })

  it('that came from a folder before are recognised by their path', async (t) => {
    const { folder, library, write } = await world(t)
    const one = await writePicture(folder, 'a.jpg', picture)
    const { outcomes } = await ingestAndIndex(library, folder)
    assert.ok(one)
    const manifest = await write('m.jsonl', lines({ id: '1', title: 'Named', file: 'a.jpg' }))
    const { outcomes: named } = await ingestRecords(library, manifest)
    assert.partialDeepStrictEqual(named, [
      { is: 'updated', assetId: (outcomes[0] as { assetId: number }).assetId },
    ])
    const both = await write('b.jsonl', lines({ id: '2', title: 'Also', file: 'a.jpg' }))
    const refused = await ingestRecords(library, both, { source: 'm' })
    assert.partialDeepStrictEqual(refused.outcomes, [
      { is: 'refused', field: 'file', reason: "The record '1' names this file." },
    ])
  })
})

describe('the catalogue of two museums', () => {
  it('is ingested through its own mapping', async (t) => {
    const manifest = testData(t, 'catalogue-museum.jsonl.gz')
    if (manifest === null) return
    const library = await emptyLibrary(t)
    const { outcomes } = await ingestRecords(library, manifest, { mapping: 'museum', records: 3000 })
    assert.ok(outcomes.length >= 3000)
    assert.ok(outcomes.every(({ is }) => is === 'added'))
    const { get } = await serve(library)
    const fields = 'title,artist,collection_name,alternative_ids,max_dimensions,graphical_style,date_created'
    const { json } = await get(
      `/v3/search/images/creative?phrase=blake%20whirlwind%20lovers&fields=${fields}`,
    )
    assert.partialDeepStrictEqual(json.images[0], {
      artist: 'William Blake',
      collection_name: 'Tate',
      alternative_ids: { tate: 'tate-A00005' },
      max_dimensions: null,
      graphical_style: 'fine_art',
      date_created: '1826-01-01T00:00:00Z',
    })
    const undated = await library.db
      .selectFrom('asset')
      .innerJoin('externalId', 'externalId.id', 'asset.id')
      .select(['dateCreated', 'dateText', 'physicalSize'])
      .where('externalId.value', '=', 'tate-A00001')
      .executeTakeFirst()
    assert.deepEqual(
      { ...undated },
      { dateCreated: null, dateText: 'date not known', physicalSize: '394 × 419 mm' },
    )
  })
})
