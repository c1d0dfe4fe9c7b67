import assert from 'node:assert/strict'
import { chmod, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { startCommand, vitrineUnprivileged } from '../support/cli.ts'
import { command } from '../support/command.ts'
import { pixelBomb, withIim, withXmp } from '../support/hostile-files.ts'
import { get, temporaryFolder } from '../support/library.ts'
import { makePicture, writePicture } from '../support/pictures.ts'

/** What a slow ingest writes to standard error. */
const PROGRESS = /^(\d+( of \d+)? [a-z ]+, \d+ a second\n)*$/

type Line = { path: string; is: string; reason?: string }

/** Returns what `vitrine ingest --json` reported for each file, and its exit code. */
async function ingest(t: TestContext, folder: string, run = command) {
  const data = await temporaryFolder(t)
  const { code, stdout, stderr } = await run(['ingest', folder, '--data', data, '--json'])
  assert.match(stderr, PROGRESS)
  const lines: Line[] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const files = Object.fromEntries(lines.slice(0, -1).map((line) => [line.path, line.reason ?? line.is]))
  return { data, code, files }
}

async function searching(t: TestContext, data: string) {
  const { stdout } = await command(['keys', 'create', '--name', 'test', '--json', '--data', data])
  const place = ['--data', data, '--port', '0', '--tls-port', '0']
  const { http } = (await startCommand(t, ['serve', ...place])).ready
  return (query: string) =>
    get(`${http}/v3/search/images/creative?${query}`, { 'api-key': JSON.parse(stdout).key })
}

describe('bad input to an ingest', () => {
  it('refuses each file that is not a picture with the reason, and ingests all others', async (t) => {
    const folder = await temporaryFolder(t)
    const jpeg = await makePicture({ title: 'Lake', width: 1200, height: 900 })
    const png = await makePicture({ title: 'Mislabelled', format: 'png', colour: 'gold' })
    const files: Record<string, string | Buffer> = {
      'bomb.png': pixelBomb(60_000, 60_000),
      'cut-at-half.jpg': jpeg.subarray(0, jpeg.length / 2),
      'cut-in-header.jpg': jpeg.subarray(0, 200),
      'cut-png.png': png.subarray(0, png.length - 200),
      'film.mp4': Buffer.from('00000018667479706d703432000000006d70343269736f6d', 'hex'),
      'nothing-in-it.gif': Buffer.from('GIF89a\x01\x00\x01\x00\x00\x00\x00;', 'latin1'),
      'picture.heic': Buffer.from('00000018667479706865696300000000686569636d696631', 'hex'),
      'mislabelled.jpg': png,
      'noise.jpg': Buffer.concat([jpeg.subarray(0, 3), Buffer.alloc(5000, 0xa5)]),
      'text.jpg': 'this is no picture',
      'zero.jpg': '',
      'good.jpg': jpeg,
    }
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
    const { data, code, files: outcomes } = await ingest(t, folder)
    assert.equal(code, 3)
    const unsupported = 'The file is not a JPEG, PNG, TIFF or other picture in a supported format.'
    assert.match(outcomes['bomb.png']!, /^The picture has more pixels .* the setting maxPixels allows \d+\)$/)
    assert.match(outcomes['cut-at-half.jpg']!, /^The picture ends before its data does\./)
    assert.match(outcomes['cut-in-header.jpg']!, /^The (picture ends before|file cannot be decoded)/)
    assert.match(outcomes['cut-png.png']!, /^The (picture ends before|file cannot be decoded)/)
    assert.match(outcomes['noise.jpg']!, /^The file cannot be decoded|not a JPEG/)
    assert.match(outcomes['film.mp4']!, /^The video cannot be opened\. \(/)
    assert.equal(outcomes['text.jpg'], unsupported)
    assert.match(outcomes['nothing-in-it.gif']!, /^The (picture ends before|file cannot be decoded)/)
    assert.equal(outcomes['zero.jpg'], 'The file has no bytes.')
    assert.equal(outcomes['good.jpg'], 'added')
    assert.equal(outcomes['mislabelled.jpg'], 'added')
    assert.doesNotMatch(JSON.stringify(outcomes), new RegExp(folder))
    const search = await searching(t, data)
    assert.equal((await search('fields=id')).json.result_count, 2)
    assert.equal((await search('phrase=mislabelled&fields=id')).json.result_count, 1)
  })

  it('ingests pictures with absurd metadata, as far as it makes sense', async (t) => {
    const folder = await temporaryFolder(t)
    const words = Array.from({ length: 3000 }, (_, index) => `word${index}`)
    await writePicture(folder, 'long-title.png', {
      title: 'endless '.repeat(130_000),
      format: 'png',
      colour: 'red',
    })
    await writePicture(folder, 'many-keywords.png', {
      title: 'Many',
      keywords: words,
      format: 'png',
      colour: 'blue',
    })
    await writePicture(folder, 'no-date.jpg', {
      title: 'Undated',
      created: '9999-99-99T99:99:99',
      colour: 'lime',
    })
    const plain = await makePicture({ colour: 'gray' })
    const entities = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${'bcdefghij'
      .split('')
      .map((name, i) => `<!ENTITY ${name} "${`&${'abcdefghi'[i]};`.repeat(10)}">`)
      .join('')}]>`
    await writeFile(
      join(folder, 'entities.jpg'),
      withXmp(plain, `${entities}<x:xmpmeta xmlns:x="adobe:ns:meta/">&j;</x:xmpmeta>`),
    )
    const nested = await makePicture({ colour: 'navy' })
    await writeFile(
      join(folder, 'nested.jpg'),
      withXmp(nested, `<x:xmpmeta xmlns:x="adobe:ns:meta/">${'<a>'.repeat(15_000)}`),
    )
    const control = await makePicture({ title: 'bell\u0007 and lone', colour: 'pink' })
    await writeFile(join(folder, 'control.jpg'), control)
    const { data, code, files } = await ingest(t, folder)
    assert.deepEqual(files, Object.fromEntries(Object.keys(files).map((name) => [name, 'added'])))
    assert.equal(Object.keys(files).length, 6)
    assert.equal(code, 0)
    const search = await searching(t, data)
    const { json } = await search('phrase=undated&fields=id,date_created')
    assert.equal(json.images[0].date_created, null)
    assert.equal((await search('phrase=word17&fields=id,keywords')).json.result_count, 1)
    const { text, json: long } = await search('phrase=endless&fields=title')
    assert.equal(long.result_count, 1)
    assert.ok(text.length < 25_000, `an answer of ${text.length} characters`)
    assert.equal((await search('fields=detail_set,keywords')).status, 200)
  })

  it('reads text in the encodings of old programs', async (t) => {
    const folder = await temporaryFolder(t)
    const title = 'Žofín über Café'
    const utf16 = await makePicture({ colour: 'teal' })
    const packet = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">${title}</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>`
    await writeFile(join(folder, 'utf16.jpg'), withXmp(utf16, Buffer.from(`\ufeff${packet}`, 'utf16le')))
    const windows = await makePicture({ colour: 'coral' })
    const latin = Buffer.from('Stra\xdfe \x96 \x84M\xfcnchen\x93', 'latin1')
    await writeFile(join(folder, 'windows.jpg'), withIim(bare(windows), [[5, latin]]))
    const { data, code } = await ingest(t, folder)
    assert.equal(code, 0)
    const search = await searching(t, data)
    const titles = (await search('fields=title')).json.images
      .map(({ title }: { title: string }) => title)
      .sort()
    assert.deepEqual(titles, ['Straße – „München“', title])
  })

  it('skips what it must not read, and continues', async (t) => {
    const folder = await temporaryFolder(t)
    await writePicture(folder, 'good.jpg', { title: 'Good' })
    await chmod(await writePicture(folder, 'closed.jpg', { colour: 'red' }), 0o000)
    await chmod(await writePicture(folder, 'read-only.jpg', { colour: 'blue' }), 0o444)
    await mkdir(join(folder, 'closed-folder'))
    await chmod(join(folder, 'closed-folder'), 0o000)
    const { code, files } = await ingest(t, folder, vitrineUnprivileged)
    await chmod(join(folder, 'closed-folder'), 0o700)
    assert.equal(code, 3)
    assert.deepEqual(files, {
      'closed-folder': 'The folder cannot be read: permission denied (EACCES).',
      'closed.jpg': 'The file cannot be read: permission denied (EACCES).',
      'good.jpg': 'added',
      'read-only.jpg': 'added',
    })
  })

  it('follows links within the folder once, and none that lead outside', async (t) => {
    const folder = await temporaryFolder(t)
    const outside = await temporaryFolder(t)
    await writePicture(outside, 'secret.jpg', { title: 'Secret' })
    await mkdir(join(folder, 'a'))
    await writePicture(join(folder, 'a'), 'one.jpg', { title: 'One' })
    await symlink(join(folder, 'a'), join(folder, 'again'))
    await symlink(folder, join(folder, 'a', 'round'))
    await symlink(join(folder, 'a', 'one.jpg'), join(folder, 'same.jpg'))
    await symlink(outside, join(folder, 'out'))
    await symlink(join(outside, 'secret.jpg'), join(folder, 'out.jpg'))
    await symlink(join(folder, 'nothing'), join(folder, 'nowhere'))
    const { code, files } = await ingest(t, folder)
    assert.equal(code, 3)
    assert.deepEqual(files, {
      'a/one.jpg': 'added',
      nowhere: 'The link leads nowhere.',
      out: 'The link leads out of the folder.',
      'out.jpg': 'The link leads out of the folder.',
    })
  })

  it('follows links to files in a hidden store once, and none into its own data', async (t) => {
    const folder = await temporaryFolder(t)
    const store = join(folder, '.store', 'objects')
    await mkdir(store, { recursive: true })
    await mkdir(join(folder, 'first'))
    await symlink(await writePicture(store, 'SHA256-1.jpg'), join(folder, 'first', 'lake.jpg'))
    await symlink(join(store, 'SHA256-1.jpg'), join(folder, 'lake again.jpg'))
    await mkdir(join(folder, 'plain'))
    await writePicture(join(folder, 'plain'), 'sea.jpg', { colour: 'navy' })
    await symlink(join(folder, 'plain'), join(folder, 'first', 'linked'))
    const data = join(folder, 'library')
    await mkdir(join(data, 'demo'), { recursive: true })
    await writePicture(join(data, 'demo'), 'own.jpg', { colour: 'red' })
    await symlink(join(data, 'demo'), join(folder, 'to-own-folder'))
    await symlink(join(data, 'demo', 'own.jpg'), join(folder, 'to-own-file.jpg'))
    const { code, stdout } = await command(['ingest', folder, '--data', data, '--json'])
    const paths = stdout.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line).path]))
    assert.deepEqual([code, paths], [0, ['plain/sea.jpg', 'first/lake.jpg', undefined]])
  })

  it('reports names that are not UTF-8, and prints no control characters of names', async (t) => {
    const folder = await temporaryFolder(t)
    const garbled = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from('caf\xe9.jpg', 'latin1')])
    await writeFile(garbled, await makePicture())
    await writeFile(join(folder, 'a\u001b[2Jb\u009b.jpg'), 'no picture')
    const data = await temporaryFolder(t)
    const { stdout } = await command(['ingest', folder, '--data', data])
    assert.match(stdout, /^refused caf\ufffd\.jpg: The name is not UTF-8\.$/m)
    assert.match(stdout, /^refused a\\u001b\[2Jb\\u009b\.jpg: /m)
    const { stdout: json } = await command(['ingest', folder, '--data', data, '--json'])
    assert.ok(!json.includes('\u009b') && JSON.parse(json.split('\n')[1]!).path.includes('\u009b'))
  })

  it('adds identical bytes once and notes the copy; skips its own data', async (t) => {
    const folder = await temporaryFolder(t)
    const picture = await writePicture(folder, 'a.jpg', { title: 'One' })
    await writeFile(join(folder, 'ä\u{1f600} copy.jpg'), await readFile(picture))
    const data = join(folder, 'library')
    for (const expected of [
      '1 added, 0 updated, 0 unchanged, 1 known',
      '0 added, 0 updated, 2 unchanged, 0 known',
    ]) {
      const { code, stdout } = await command(['ingest', folder, '--data', data])
      assert.equal(code, 0, stdout)
      assert.ok(stdout.startsWith(expected), stdout)
    }
    assert.deepEqual(await readdir(join(data, 'blobs', 'unfinished')), [])
  })

  it('says what is wrong with a path that is not a folder', async (t) => {
    const data = await temporaryFolder(t)
    const { code, stderr } = await command(['ingest', join(data, 'nothing'), '--data', data])
    assert.equal(code, 1)
    assert.match(stderr, /^There is no folder, picture or manifest /)
  })
})

/** Returns a JPEG without its metadata segments. */
function bare(jpeg: Buffer): Buffer {
  let at = 2
  while (jpeg[at + 1]! >= 0xe1 && jpeg[at + 1]! <= 0xef) at += 2 + jpeg.readUInt16BE(at + 2)
  return Buffer.concat([jpeg.subarray(0, 2), jpeg.subarray(at)])
}
