import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { copyFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { vitrineWithClosedOutput } from '../support/cli.ts'
import { command } from '../support/command.ts'
import { lines, world } from '../support/manifests.ts'
import { writePicture } from '../support/pictures.ts'

/** Returns the lines of a plan after its preview, without the summary. */
const plannedLines = (stdout: string, folder: string) =>
  stdout.replaceAll(`${folder}/`, '').split(/\n\n/).at(-1)!.split('\n').slice(0, -2)

describe('a plan', () => {
  it('shows for each record and file what would happen, and changes nothing', async (t) => {
    const { folder, write } = await world(t)
    await writePicture(folder, 'a.jpg', { title: 'Of the file' })
    const data = ['--data', join(folder, '.data')]
    const one = { id: '1', title: 'One', keywords: ['a'] }
    const manifest = await write('m.jsonl', lines({ kind: 'event', id: 'e', name: 'Gala' }, one))
    assert.equal((await command(['ingest', manifest, ...data])).code, 0)
    await write(
      'm.jsonl',
      lines(
        { kind: 'event', id: 'e', name: 'Gala' },
        { ...one, title: 'Uno', keywords: ['a', 'b'] },
        { kind: 'event', id: 'new', name: 'New' },
        { id: '2', event_ids: ['new'], file: 'a.jpg' },
        { id: '3', event_ids: ['nope'] },
      ),
    )
    for (const _ of [1, 2]) {
      const { code, stdout } = await command(['ingest', manifest, folder, '--plan', ...data])
      assert.equal(code, 3)
      assert.deepEqual(plannedLines(stdout, folder), [
        'unchanged m.jsonl:1 (e)',
        'updated m.jsonl:2 (1)',
        '  title: One → Uno',
        '  keywords: ["a"] → ["a","b"]',
        'added m.jsonl:3 (new)',
        'added m.jsonl:4 (2): Of the file',
        '  file: read',
        "refused m.jsonl:5 (3): event_ids: There is no event 'nope'.",
        'other m.jsonl',
        'added a.jpg: Of the file',
      ])
    }
    const { stdout } = await command(['ingest', manifest, '--plan', '--json', ...data])
    const [preview, ...planned] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.equal(preview.preview.records, 5)
    assert.deepEqual(planned[1].changes[0], { field: 'title', from: 'One', to: 'Uno' })
    assert.equal(planned[3].description.title, 'Of the file')
  })

  it('expects orders of assets that the same manifest adds', async (t) => {
    const { folder, write } = await world(t)
    const data = ['--data', join(folder, '.data')]
    await command(['customers', 'create', '--name', 'Northern Press', ...data])
    const order = { kind: 'order', customer: 'Northern Press', order_date: '2026-05-31' }
    const manifest = await write(
      'm.jsonl',
      lines(
        { ...order, id: '8', assets: ['1'] },
        { id: '1', title: 'One' },
        { ...order, id: '9', assets: ['1'] },
        { ...order, id: '10', assets: ['1', '2'] },
      ),
    )
    const { stdout } = await command(['ingest', manifest, '--plan', ...data])
    assert.deepEqual(plannedLines(stdout, folder), [
      'refused m.jsonl:1 (8): assets: There is no asset with the id 1.',
      'added m.jsonl:2 (1): One',
      'added m.jsonl:3 (9)',
      'refused m.jsonl:4 (10): assets: There is no asset with the id 2.',
    ])
    const { stdout: ingested } = await command(['ingest', manifest, ...data])
    assert.match(ingested, /2 added/)
  })

  it('works for a library that does not exist yet, and does not create it', async (t) => {
    const { folder } = await world(t)
    await writePicture(folder, 'a.jpg', { title: 'Of the file' })
    const data = join(folder, 'library')
    const { code, stdout, stderr } = await command(['ingest', folder, '--plan', '--data', data])
    assert.deepEqual([code, stderr, plannedLines(stdout, folder)], [0, '', ['added a.jpg: Of the file']])
    assert.equal(existsSync(data), false)
  })

  it('predicts for each file of a folder what the ingest then does', async (t) => {
    const { folder, write } = await world(t)
    const data = ['--data', join(folder, '.data')]
    const json = async (...args: string[]) =>
      (await command(['ingest', ...args, '--json', ...data])).stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    const titled = (title: string, name = `${title}.jpg`) =>
      writePicture(folder, name, { title, colour: title })
    for (const colour of ['navy', 'teal', 'olive', 'gold', 'plum', 'gray']) await titled(colour)
    const manifest = await write('m.jsonl', lines({ id: '1', title: 'Of the record', file: 'gray.jpg' }))
    await json(manifest, folder)
    await rm(join(folder, 'plum.jpg'))
    await json(folder, '--withdraw-gone')

    await titled('red', 'teal.jpg')
    await titled('blue', 'gray.jpg')
    await titled('plum')
    await rename(join(folder, 'olive.jpg'), join(folder, 'moved.jpg'))
    await rm(join(folder, 'gold.jpg'))
    await copyFile(join(folder, 'navy.jpg'), join(folder, 'navy-copy.jpg'))
    await titled('pink')
    await copyFile(join(folder, 'pink.jpg'), join(folder, 'pink-copy.jpg'))

    const plan = await json(folder, '--plan', '--withdraw-gone')
    const done = await json(folder, '--withdraw-gone')
    const expected = {
      'gold.jpg': 'withdrawn',
      'gray.jpg': 'updated',
      'm.jsonl': 'other',
      'moved.jpg': 'moved',
      'navy-copy.jpg': 'noted',
      'navy.jpg': 'unchanged',
      'pink-copy.jpg': 'added',
      'pink.jpg': 'noted',
      'plum.jpg': 'restored',
      'teal.jpg': 'updated',
    }
    const isOf = (outcomes: { path?: string; is: string }[]) =>
      Object.fromEntries(
        outcomes.filter(({ path }) => path && path !== '.data').map(({ path, is }) => [path, is]),
      )
    assert.deepEqual(isOf(plan), expected)
    const { 'm.jsonl': _, 'navy.jpg': __, ...told } = expected
    assert.deepEqual(isOf(done), told)
    const { gone: _gone, ...counts } = done.at(-1).summary
    assert.deepEqual(plan.at(-1).summary, counts)
    for (const { path, assetId } of done) {
      const title = plan.find((planned) => planned.path === path)?.description?.title
      if (title === undefined || assetId === undefined) continue
      const { stdout } = await command(['assets', 'show', `${assetId}`, '--json', ...data])
      assert.equal(title, JSON.parse(stdout).title, path)
    }
    const planned = plan.flatMap(({ path, description }) => (description ? [[path, description.title]] : []))
    assert.deepEqual(Object.fromEntries(planned), {
      'gray.jpg': 'Of the record',
      'moved.jpg': 'olive',
      'pink-copy.jpg': 'pink',
      'teal.jpg': 'red',
    })
  })

  it('does the same for events of other manifests, for refused ones, and for files', async (t) => {
    const { folder, write } = await world(t)
    await writePicture(folder, 'a.jpg', { title: 'Of the file' })
    const events = await write(
      'events.jsonl',
      lines(
        { kind: 'event', id: 'e', name: 'Gala' },
        { kind: 'event', id: 'self', name: 'Own parent', parent_event_id: 'self' },
        { id: '1', title: 'Of one that is refused', event_ids: ['self'] },
        { kind: 'collection', id: 'c', name: 'One', code: 'X' },
      ),
    )
    const pictures = await write(
      'pictures.jsonl',
      lines(
        { kind: 'event', id: 'e2', name: 'Finish', parent_event_id: 'e' },
        { id: '2', title: 'Two', event_ids: ['e', 'e2'], file: 'a.jpg' },
        { id: '3', title: 'Three', file: 'later.jpg' },
      ),
    )
    const args = [events, pictures, '--json', '--source', 'desk', '--data', join(folder, '.data')]
    const outcomes = async (...more: string[]) => {
      const { stdout } = await command(['ingest', ...args, ...more])
      const read = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
        .filter(({ preview }) => preview === undefined)
      return { files: read.map(({ file }) => file), said: read.map(({ id, is, reason }) => [id, is, reason]) }
    }
    const plan = await outcomes('--plan')
    assert.deepEqual(plan.files.slice(5, 7), ['read', 'awaited'])
    assert.deepEqual(plan.said, (await outcomes()).said)
    assert.deepEqual(
      plan.said.map(([, is]) => is),
      ['added', 'refused', 'refused', 'added', 'added', 'added', 'added', undefined],
    )
    const again = await outcomes('--plan')
    assert.deepEqual(again.files.slice(5, 7), ['known', 'awaited'])
    assert.deepEqual(
      again.said.map(([, is]) => is),
      ['unchanged', 'refused', 'refused', 'unchanged', 'unchanged', 'unchanged', 'unchanged', undefined],
    )
  })

  it('says the same of collections, whose names and codes other lines or the library may have', async (t) => {
    const { folder, write } = await world(t)
    const args = ['--json', '--source', 'desk', '--data', join(folder, '.data')]
    const outcomes = async (manifest: string, ...more: string[]) => {
      const { stdout } = await command(['ingest', manifest, ...args, ...more])
      const read = stdout.trim().split('\n')
      const lines = read.map((line) => JSON.parse(line)).filter(({ preview }) => preview === undefined)
      return lines.slice(0, -1).map(({ id, is, reason }) => [id, is, ...(reason ? [reason] : [])])
    }
    const collection = (id: string, name: string, code?: string) => ({ kind: 'collection', id, name, code })
    const asset = (id: string, name: string, code?: string) => ({
      id,
      title: id,
      collection: name,
      collection_code: code,
    })
    const before = await write(
      'before.jsonl',
      lines(collection('a', 'Archive', 'ARC'), asset('0', 'Desk', 'DSK')),
    )
    await outcomes(before)
    const manifest = await write(
      'm.jsonl',
      lines(
        asset('1', 'Desk', 'ARC'),
        asset('2', 'New', 'NEW'),
        asset('3', 'Newer', 'NEW'),
        asset('4', 'Harbour'),
        asset('5', 'Hills', 'HAR'),
        collection('b', 'Bridges', 'BRI'),
        collection('c', 'Canals', 'BRI'),
        collection('a', 'Archive', 'OLD'),
        asset('6', 'Desk', 'ARC'),
        collection('b', 'Desk'),
      ),
    )
    const plan = await outcomes(manifest, '--plan')
    assert.deepEqual(plan, await outcomes(manifest))
    assert.deepEqual(plan, [
      ['1', 'refused', "The collection 'Archive' has the code 'ARC'."],
      ['2', 'added'],
      ['3', 'refused', "The collection 'New' has the code 'NEW'."],
      ['4', 'added'],
      ['5', 'refused', "The collection 'Harbour' has the code 'HAR'."],
      ['b', 'added'],
      ['c', 'refused', "The collection 'Bridges' has the code 'BRI'."],
      ['a', 'updated'],
      ['6', 'added'],
      ['b', 'refused', "Line 6 has 'b' already."],
    ])
  })

  it('ignores fields that were edited manually, and uses the field names of mappings', async (t) => {
    const { folder, write } = await world(t)
    const data = ['--data', join(folder, '.data')]
    const one = { id: '1', title: 'One', 'title.de': 'Eins', city: 'Oslo' }
    const manifest = await write('m.jsonl', lines(one))
    const { stdout } = await command(['ingest', manifest, '--json', ...data])
    const { assetId } = JSON.parse(stdout.split('\n')[0]!)
    assert.equal((await command(['assets', 'edit', `${assetId}`, '--title', 'By hand', ...data])).code, 0)
    const changed = { title: 'Two', 'title.de': 'Zwei', date_text: 'long ago', state: 'Oslo fylke' }
    await write('m.jsonl', lines({ ...one, ...changed, visible_from: '2030-01-01' }))
    const plan = await command(['ingest', manifest, '--plan', ...data])
    assert.deepEqual(plannedLines(plan.stdout, folder), [
      'updated m.jsonl:1 (1)',
      '  state: null → Oslo fylke',
      '  date_text: null → long ago',
      '  visible_from: null → 2030-01-01T00:00:00.000Z',
      '  keywords: ["Oslo"] → ["Oslo","Oslo fylke"]',
      '  title.de: Eins → Zwei',
    ])
  })

  it('ends quietly when its output is closed, like an ingest', async (t) => {
    const { folder, write } = await world(t)
    const records = Array.from({ length: 2000 }, (_, index) => ({ id: `${index}`, title: 'x'.repeat(100) }))
    const manifest = await write('m.jsonl', lines(...records))
    for (const options of [['--plan'], ['--plan', '--json'], ['--json']])
      assert.deepEqual(
        await vitrineWithClosedOutput(['ingest', manifest, ...options, '--data', join(folder, '.data')]),
        { code: 0, stderr: '' },
      )
  })
})
