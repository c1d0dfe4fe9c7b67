import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { globSync } from 'node:fs'
import { chmod, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, it } from 'node:test'
import { promisify } from 'node:util'
import { vitrine, vitrineUnprivileged } from '../support/cli.ts'
import { command } from '../support/command.ts'
import { emptyLibrary, get, ingestAndIndex, serve, temporaryFolder } from '../support/library.ts'
import { writePicture } from '../support/pictures.ts'

describe('the data folder', () => {
  it('is readable only by its owner when we create it, with all its contents', async (t) => {
    const folder = await temporaryFolder(t)
    await chmod(await writePicture(folder, 'lake.jpg', { title: 'Lake' }), 0o444)
    const data = join(await temporaryFolder(t), 'new', 'data')
    assert.equal((await vitrine(['ingest', folder, '--data', data])).code, 0)
    const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8)
    assert.equal(await modeOf(data), '700')
    const files = ['records.db', ...globSync(['index/*', 'blobs/??/??/*'], { cwd: data })]
    assert.equal(files.length, 1 + 2 + 5)
    for (const file of files) assert.equal(await modeOf(join(data, file)), '600', file)
  })

  it('has a file instead of the folder of the index if a command says so', async (t) => {
    const folder = await temporaryFolder(t)
    await writePicture(folder, 'lake.jpg', { title: 'Lake' })
    const data = join(folder, 'data')
    assert.equal((await vitrine(['ingest', folder, '--data', data, '--search-engine', 'fts5'])).code, 0)
    assert.equal(((await stat(join(data, 'index.db'))).mode & 0o777).toString(8), '600')
    await assert.rejects(stat(join(data, 'index')), { code: 'ENOENT' })
  })

  it('ends the start of a server if its index cannot be opened', async (t) => {
    const data = await temporaryFolder(t)
    await writeFile(join(data, 'index'), 'not a folder')
    const serve = ['serve', '--data', data, '--port', '0', '--tls-port', '0']
    const { code, stdout, stderr } = await vitrine(serve, {}, 30_000)
    assert.deepEqual([code, stdout], [1, ''])
    assert.match(stderr, /ENOTDIR/)
  })

  it('is ignored by git when we create it; a folder with other files is not changed', async (t) => {
    const folder = await temporaryFolder(t)
    await promisify(execFile)('git', ['init', '--quiet', folder])
    await writeFile(join(folder, 'notes.txt'), '')
    const make = (data: string) => vitrine(['keys', 'create', '--name', 'test', '--data', data])
    assert.equal((await make(join(folder, 'library'))).code, 0)
    const { stdout } = await promisify(execFile)('git', ['status', '--porcelain'], { cwd: folder })
    assert.equal(stdout, '?? notes.txt\n')
    assert.equal((await make(folder)).code, 0)
    await assert.rejects(stat(join(folder, '.gitignore')), { code: 'ENOENT' })
  })

  it('is not created by commands that only read or change existing records', async (t) => {
    const data = join(await temporaryFolder(t), 'mistyped')
    for (const line of [
      'keys list',
      'keys revoke k',
      'assets show 100000001',
      'assets withdraw 1',
      'vocabulary export',
    ]) {
      const { code, stderr } = await command([...line.split(' '), '--data', data])
      assert.deepEqual([code, stderr], [2, `There is no library in ${data}.\n`], line)
    }
    await assert.rejects(stat(data), { code: 'ENOENT' })
  })

  it('is opened without checking all references, which only migrations can break', async (t) => {
    const data = await temporaryFolder(t)
    assert.equal((await command(['keys', 'create', '--name', 'me', '--data', data])).code, 0)
    const records = new DatabaseSync(join(data, 'records.db'))
    records.exec('pragma foreign_keys = off; insert into "assetEvent" ("assetId", "eventId") values (1, 1)')
    records.close()
    assert.equal((await command(['keys', 'list', '--data', data])).code, 0)
  })

  it('reports missing write permission', async (t) => {
    const data = join(await temporaryFolder(t), 'data')
    const create = ['keys', 'create', '--name', 'test', '--data', data]
    assert.equal((await vitrine(create)).code, 0)
    await chmod(join(data, 'records.db'), 0o444)
    const { code, stderr } = await vitrineUnprivileged(create)
    const said = 'The library cannot be written to: its files are read-only or belong to another user.\n'
    assert.deepEqual([code, stderr], [1, said])
  })

  it('gets back at the next ingest what a power failure destroyed', async (t) => {
    const folder = await temporaryFolder(t)
    await writePicture(folder, 'cut.jpg', { title: 'Cut' })
    await writePicture(folder, 'gone.jpg', { title: 'Gone', colour: 'gold' })
    const library = await emptyLibrary(t)
    await ingestAndIndex(library, folder)
    const assets = await library.db.selectFrom('sourceFile').select(['path', 'sha256', 'bytes']).execute()
    for (const { path, sha256 } of assets) {
      await library.blobs.withLocalFile(sha256, (blob) => (path === 'cut.jpg' ? truncate(blob, 0) : rm(blob)))
    }
    assert.equal((await ingestAndIndex(library, folder)).summary.unchanged, 2)
    for (const { sha256, bytes } of assets) assert.equal((await library.blobs.read(sha256))?.length, bytes)
  })

  it('keeps the bytes of renditions that links were issued for', async (t) => {
    const folder = await temporaryFolder(t)
    await writePicture(folder, 'a.jpg', { title: 'One' })
    const library = await emptyLibrary(t)
    await ingestAndIndex(library, folder)
    const server = await serve(library)
    const { json } = await server.get('/v3/search/images/creative?fields=thumb')
    const link = json.images[0].display_sizes[0].uri
    await library.db
      .updateTable('rendition')
      .set({ blob: await library.blobs.put(Buffer.from('made before')) })
      .execute()
    await writePicture(folder, 'b.jpg', { title: 'The same pixels' })
    assert.equal((await ingestAndIndex(library, folder)).summary.added, 1)
    assert.equal((await get(link)).text, 'made before')
  })
})
