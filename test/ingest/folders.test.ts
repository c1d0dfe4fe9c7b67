import assert from 'node:assert/strict'
import { copyFile, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import type { CommandResult } from '../support/cli.ts'
import { command } from '../support/command.ts'
import { temporaryFolder } from '../support/library.ts'
import { makePicture, writePicture } from '../support/pictures.ts'

type Summary = Record<string, number>

/** A folder and a library: `ingest` ingests paths and returns the outcome of each file, and the counts above 0. */
async function watched(t: TestContext) {
  const folder = await temporaryFolder(t)
  const data = await temporaryFolder(t)
  const run = (...args: string[]) => command([...args, '--data', data])
  return {
    folder,
    run,
    sheet: async (id: number) =>
      JSON.parse((await run('assets', 'show', String(id), '--json')).stdout) as {
        title: string
        keywords: { text: string }[]
        withdrawn: string | null
      },
    async ingest(
      ...args: string[]
    ): Promise<{ code: number; files: Record<string, string>; counts: Summary }> {
      const { code, stdout, stderr }: CommandResult = await run('ingest', ...args, '--json')
      const lines = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
      assert.ok(lines.at(-1)?.summary, stderr)
      const counts = Object.entries(lines.at(-1).summary as Summary).filter(([, count]) => count > 0)
      const files = lines.slice(0, -1).map(({ path, is, reason }) => [path, reason ?? is])
      return { code, files: Object.fromEntries(files), counts: Object.fromEntries(counts) }
    },
  }
}

/** Writes a file and creates its folders. */
async function put(folder: string, path: string, content: string | Buffer) {
  await mkdir(dirname(join(folder, path)), { recursive: true })
  await writeFile(join(folder, path), content)
}

describe('a folder with files of systems, drives and programs', () => {
  it('has its other files counted and not refused', async (t) => {
    const { folder, ingest, run } = await watched(t)
    const picture = await makePicture({ colour: 'olive' })
    await put(folder, 'trip/DSC_0007.JPG', await makePicture({ colour: 'navy' }))
    await put(folder, 'trip/without an ending', await makePicture({ colour: 'gold' }))
    await put(folder, 'trip/Fu\u0308r Anna.jpg', await makePicture({ colour: 'plum' }))
    await symlink(folder, join(folder, 'trip', 'round'))
    for (const path of [
      'trip/@eaDir/DSC_0007.JPG/SYNOPHOTO_THUMB_XL.jpg',
      '#recycle/a.jpg',
      '$RECYCLE.BIN/S-1/$R1.jpg',
      '.Trash-1000/files/a.jpg',
      '.git/objects/a',
      '.Spotlight-V100/a',
      'lost+found/#12.jpg',
      '__MACOSX/a.jpg',
      'System Volume Information/a.jpg',
      'Catalogue Previews.lrdata/a.jpg',
    ])
      await put(folder, path, picture)
    for (const path of [
      'Thumbs.db',
      'Thumbs.db:encryptable',
      'desktop.ini',
      '.DS_Store',
      '.picasa.ini',
      'Icon\r',
      'trip/MVI_1.THM',
      'trip/._DSC_0007.JPG',
      'trip/DSC_0007.xmp',
      'trip/IMG_1.AAE',
      'notes.txt',
      'README.md',
      'catalogue.lrcat',
      'IMG_1.jpg.json',
      'report.docx',
    ])
      await put(folder, path, picture)
    await put(folder, 'nothing', '')
    await put(folder, 'some.bytes', 'of whatever')

    assert.deepEqual(await ingest(folder), {
      code: 0,
      files: {
        'trip/DSC_0007.JPG': 'added',
        'trip/Fu\u0308r Anna.jpg': 'added',
        'trip/without an ending': 'added',
      },
      counts: { added: 3, other: 16, leftOut: 10 },
    })
    const { code, stdout } = await run('ingest', folder)
    assert.match(stdout, /^0 added, .*, 16 other files left out, 10 hidden or system folders left out, in /)
    assert.equal(code, 0)
    await put(folder, 'broken.jpg', 'This claims to be a picture.')
    assert.equal((await ingest(folder)).code, 3)
  })

  it('is not needed to ingest a single picture, which is recognised later with its folder', async (t) => {
    const { folder, ingest } = await watched(t)
    await mkdir(join(folder, 'trip'))
    const [lake, sea] = [join(folder, 'trip/lake.jpg'), join(folder, 'trip/sea.jpg')]
    for (const path of [lake, sea])
      await writePicture(dirname(path), path.slice(-8), { colour: 'teal', title: path })
    await put(folder, 'trip/notes.txt', 'no picture')
    assert.deepEqual((await ingest(lake)).files, { 'lake.jpg': 'added' })
    assert.deepEqual((await ingest(lake, sea)).files, { 'sea.jpg': 'added' })
    assert.deepEqual((await ingest(join(folder, 'trip'))).counts, { unchanged: 2, other: 1 })
    const named = await ingest(join(folder, 'trip/notes.txt'))
    assert.equal(named.code, 3)
    assert.match(named.files['notes.txt']!, /^The file is not a JPEG/)
  })
})

describe('a file of a folder', () => {
  it('gets its new name and folders as words when it was renamed or moved', async (t) => {
    const { folder, ingest, sheet } = await watched(t)
    const first = await writePicture(folder, 'first-name.jpg')
    await ingest(folder)
    assert.equal((await sheet(100000001)).title, 'first name')
    await mkdir(join(folder, 'Lagoon'))
    await rename(first, join(folder, 'Lagoon', 'second-name.jpg'))
    assert.deepEqual((await ingest(folder)).files, { 'Lagoon/second-name.jpg': 'moved' })
    const { title, keywords } = await sheet(100000001)
    assert.deepEqual([title, keywords.map(({ text }) => text)], ['second name', ['Lagoon']])
  })

  it('is reported when it is gone, can be withdrawn with --withdraw-gone, and is restored when it is back', async (t) => {
    const { folder, ingest, sheet } = await watched(t)
    const lake = await writePicture(folder, 'lake.jpg', { colour: 'teal' })
    const copied = await writePicture(folder, 'copied.jpg', { colour: 'plum' })
    await copyFile(copied, join(folder, 'copy.jpg'))
    await writePicture(folder, 'sea.jpg', { colour: 'navy' })
    await ingest(folder)
    for (const path of [lake, copied]) await rename(path, `${path}~`)
    assert.deepEqual((await ingest(folder)).files, { 'lake.jpg': 'gone' })
    assert.equal((await sheet(100000002)).withdrawn, null)
    assert.deepEqual((await ingest(folder, '--withdraw-gone')).files, { 'lake.jpg': 'withdrawn' })
    assert.notEqual((await sheet(100000002)).withdrawn, null)
    assert.deepEqual((await ingest(folder)).files, {}, 'it is told once')
    await rename(`${lake}~`, lake)
    assert.deepEqual((await ingest(folder)).files, { 'lake.jpg': 'restored' })
    assert.equal((await sheet(100000002)).withdrawn, null)
    for (const name of ['lake.jpg', 'copy.jpg', 'sea.jpg']) await rm(join(folder, name))
    assert.deepEqual(
      (await ingest(folder, '--withdraw-gone')).counts,
      { gone: 3, other: 1 },
      'an empty folder',
    )
  })

  it('is not ingested again by itself when its asset was purged', async (t) => {
    const { folder, ingest, run } = await watched(t)
    await writePicture(folder, 'lake.jpg')
    await ingest(folder)
    await run('assets', 'purge', '100000001', '--yes')
    await rename(join(folder, 'lake.jpg'), join(folder, 'renamed.jpg'))
    assert.deepEqual(await ingest(folder), { code: 0, files: {}, counts: { purged: 1 } })
    assert.deepEqual((await ingest(folder, '--plan')).files, { 'renamed.jpg': 'purged' })
    assert.deepEqual((await ingest(folder, '--again')).files, { 'renamed.jpg': 'added' })
    assert.deepEqual((await ingest(folder)).counts, { unchanged: 1 })
  })
})
