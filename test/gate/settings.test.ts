import assert from 'node:assert/strict'
import { mkdir, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { command } from '../support/command.ts'
import { temporaryFolder } from '../support/library.ts'

describe('settings', () => {
  it('are printed as an equivalent file', async (t) => {
    const folder = await temporaryFolder(t)
    const file = join(folder, 'printed.yaml')
    const flags = ['--data', folder, '--behind-proxy', '10.0.0.1,10.0.0.2', '--gallery', 'true']
    const printed = await command(['config', ...flags])
    assert.match(printed.stdout, /^publicUrl: null$/m)
    await writeFile(file, printed.stdout)
    const json = await command(['config', '--json'], { VITRINE_CONFIG: file })
    assert.equal(JSON.parse(json.stdout).publicUrl, null)
    const again = await command(['config'], { VITRINE_CONFIG: file })
    assert.equal(again.stdout, printed.stdout)
  })

  it('that `serve` would refuse are printed and reported, each with a hint', async (t) => {
    const settings = ['--host', '0.0.0.0', '--tls-key', 'key.pem', '--watermark-text', '山']
    const { code, stdout, stderr } = await command([
      'config',
      '--data',
      await temporaryFolder(t),
      ...settings,
    ])
    assert.equal(code, 2)
    assert.match(stdout, /^host: 0\.0\.0\.0$/m)
    for (const message of [/--behind-proxy/, /set both or neither/, /watermarkText has 山/])
      assert.match(stderr, message)
    const own = ['--tls-key', 'none.pem', '--tls-certificate', 'none.pem']
    const unreadable = await command(['config', ...own])
    assert.match(unreadable.stderr, /tlsCertificate is 'none\.pem' .*cannot be read/)
  })

  it('are refused if the index does not fit into memory, with what helps', async (t) => {
    const data = await temporaryFolder(t)
    await mkdir(join(data, 'index'))
    const file = join(data, 'index', 'all.segment')
    await writeFile(file, '')
    await truncate(file, 2 ** 43)
    const embedded = await command(['config', '--data', data])
    assert.match(
      embedded.stderr,
      /The index needs 8796\.1 GB of memory, and [\d.]+ GB are available\. .* --search-engine fts5/,
    )
    assert.equal((await command(['config', '--data', data, '--search-engine', 'fts5'])).stderr, '')
  })

  const files: readonly (readonly [content: string, message: RegExp])[] = [
    [
      'port: 1\n  host: [',
      /settings\.yaml cannot be read as a settings file: .* at line \d+, column \d+\.\n$/,
    ],
    ['- port: 1', /settings\.yaml contains a list, but must have a line "name: value" for each setting\.\n$/],
    ['port', /settings\.yaml contains a single value, but must have/],
    ['42', /settings\.yaml contains a single value, but must have/],
    ['prot: 1', /there is no setting prot/],
    ['port: many', /port is 'many', but must be an integer/],
    [
      'publicUrl: images.example.org',
      /publicUrl is 'images\.example\.org', but must be an address such as https:/,
    ],
    ['publicUrl: [a, b]', /publicUrl is '\["a","b"\]', but must be a single value/],
  ]
  it('that cannot be read are usage errors with a hint', async (t) => {
    const file = join(await temporaryFolder(t), 'settings.yaml')
    for (const [content, message] of files) {
      await writeFile(file, content)
      const { code, stdout, stderr } = await command(['config'], { VITRINE_CONFIG: file })
      assert.deepEqual([code, stdout], [2, ''], content)
      assert.match(stderr, message)
    }
  })
})
