import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startCommand, vitrineWithClosedOutput } from '../support/cli.ts'
import { command } from '../support/command.ts'
import { emptyLibrary, get, type Served, serve, temporaryFolder } from '../support/library.ts'
import { until } from '../support/until.ts'

describe('keys', () => {
  it('created, limited and revoked by commands take effect on a running server within a second', async (t) => {
    const data = await temporaryFolder(t)
    const server = await startCommand(t, ['serve', '--data', data, '--port', '0', '--tls-port', '0'])
    const made = await command(['keys', 'create', '--name', 'Shop', '--data', data, '--json'])
    const { id, key } = JSON.parse(made.stdout) as { id: string; key: string }
    assert.match(key, /^[a-z0-9]{24}$/)
    const send = () => get(`${server.ready.http}/v3/countries`, { 'api-key': key })
    await until(send, ({ status }) => status === 200, 1000)

    await command(['keys', 'set', id, '--qps', '1', '--data', data])
    const refused = await until(send, ({ status }) => status === 429, 2000)
    assert.equal(refused.text, '{"message":"Too Many Requests"}')
    assert.equal(refused.headers.get('content-type'), 'application/json')
    assert.equal(refused.headers.get('x-error-detail'), 'Account Over Queries Per Second Limit')
    assert.equal(refused.headers.get('retry-after'), '1')
    assert.equal(refused.headers.get('ratelimit'), '"key";r=0;t=1')
    assert.equal(refused.headers.get('ratelimit-policy'), '"key";q=1;w=1')
    await command(['keys', 'set', id, '--qps', '5', '--data', data])
    const admitted = await until(
      send,
      ({ status, headers }) => status === 200 && /q=5/.test(headers.get('ratelimit-policy') ?? ''),
      2000,
    )
    assert.match(admitted.headers.get('ratelimit') ?? '', /^"key";r=[0-4];t=1$/)

    await command(['keys', 'set', id, '--qps', 'none', '--data', data])
    await until(send, ({ status }) => status === 200, 1500)
    await command(['keys', 'revoke', id, '--data', data])
    const forbidden = await until(send, ({ status }) => status === 403, 1000)
    assert.equal(forbidden.text, '{"message":"Forbidden"}')
    assert.equal(forbidden.headers.get('x-amzn-errortype'), 'ForbiddenException')

    const list = await command(['keys', 'list', '--data', data, '--json'])
    const shown = JSON.parse(list.stdout)
    assert.deepEqual([shown.id, shown.begins, shown.state], [id, key.slice(0, 6), 'revoked'])
    assert.match(shown.lastUsed, /^\d{4}-/)
    assert.ok(
      !list.stdout.includes(key) && !server.log().includes(key),
      'the key itself is nowhere to be read',
    )
  })

  it('are listed in columns for people, and line by line for scripts that stop early', async (t) => {
    const data = await temporaryFolder(t)
    await command(['ingest', await temporaryFolder(t), '--data', data])
    const list = async () => (await command(['keys', 'list', '--data', data])).stdout
    assert.match(await list(), /no keys yet.*vitrine keys create/)
    await command(['customers', 'create', '--name', 'Photo Desk', '--country', 'JP', '--data', data])
    const made = [
      ['--name', '写真部', '--qps', '5', '--expires', '2027-01-31', '--customer', 'photo desk'],
      ['--name', 'Shop\u001b[31m', '--allow', 'large,country'],
    ]
    for (const args of made) await command(['keys', 'create', ...args, '--data', data])
    const [head = '', photo = '', shop = ''] = (await list()).split('\n')
    assert.match(
      head,
      /^ID +NAME +KEY +STATE +QPS +CUSTOMER +COUNTRY +EXPIRES \(UTC\) +LAST USED \(UTC\) +ABILITIES/,
    )
    assert.match(photo, / 写真部 +[a-z0-9]{6}… +active +5 +photo-desk +JPN +2027-01-31 00:00 +never +-$/)
    assert.match(
      shop,
      / Shop\\u001b\[31m +[a-z0-9]{6}… +active +no limit +- +- +never +never +large, country$/,
    )
    assert.equal(head.indexOf('STATE'), shop.indexOf('active'))
    // Each of these characters is two cells wide, in the name and in the id derived from it.
    assert.equal(head.indexOf('STATE'), photo.indexOf('active') + 2 * '写真部'.length)
    const { code, stderr } = await vitrineWithClosedOutput(['keys', 'list', '--json', '--data', data])
    assert.deepEqual([code, stderr], [0, ''])
    const { stdout } = await command(['keys', 'list', '--json', '--data', data])
    assert.deepEqual(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).allowed),
      [[], ['large', 'country']],
    )
  })

  it('that have expired are refused like revoked ones', async (t) => {
    const library = await emptyLibrary(t)
    const place = ['--data', library.config.data, '--json']
    const made = await command(['keys', 'create', '--name', 'Old', '--expires', '2020-01-01', ...place])
    const { http } = await serve(library)
    const { status } = await get(`${http}/v3/countries`, { 'api-key': JSON.parse(made.stdout).key })
    assert.equal(status, 403)
  })

  it('expire in UTC by default', async (t) => {
    const data = await temporaryFolder(t)
    const expiries = {
      '2027-01-31': '2027-01-31T00:00:00.000Z',
      '2027-01-31T10:30': '2027-01-31T10:30:00.000Z',
      '2027-01-31 10:30:15': '2027-01-31T10:30:15.000Z',
      '2027-01-31T10:30+02:00': '2027-01-31T08:30:00.000Z',
    }
    for (const expires of Object.keys(expiries)) {
      const create = ['keys', 'create', '--name', expires, '--expires', expires, '--data', data]
      assert.equal((await command(create, { TZ: 'America/New_York' })).code, 0)
    }
    const { stdout } = await command(['keys', 'list', '--data', data, '--json'])
    const shown = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.deepEqual(Object.fromEntries(shown.map(({ name, expires }) => [name, expires])), expiries)
  })

  it('of the gallery work nowhere else, and not at all while the gallery is closed', async (t) => {
    const library = await emptyLibrary(t, { gallery: true })
    const inPlace = { 'sec-fetch-site': 'same-origin' }
    const open = await serve(library)
    const page = await get(open.http)
    const key = /[a-z0-9]{24}/.exec(page.text)![0]
    const send = async (server: Served, headers: Record<string, string>) =>
      (await get(`${server.http}/v3/countries`, { 'api-key': key, ...headers })).status
    assert.equal(await send(open, inPlace), 200, 'from the first moment on')
    assert.equal(await send(open, {}), 403)
    await open.stop()

    const closed = await serve({ ...library, config: { ...library.config, gallery: false } })
    assert.equal(await send(closed, inPlace), 403)
    await closed.stop()

    await library.db.updateTable('client').set({ gallery: 0 }).where('gallery', '=', 1).execute()
    const again = await serve(library)
    assert.equal(await send(again, {}), 403, 'a start that was broken off left it without its mark')
    assert.equal(await send(again, inPlace), 200)
  })

  it('that are missing or unknown are refused with the documented 26 bytes', async (t) => {
    const { http } = await serve(await emptyLibrary(t))
    for (const headers of [{}, { 'api-key': 'x' }, { 'api-key': '' }] as Record<string, string>[]) {
      const answer = await get(`${http}/v3/search/images/creative`, headers)
      assert.equal(answer.status, 401)
      assert.equal(answer.text, '{"message":"Unauthorized"}')
      assert.equal(answer.text.length, 26)
      assert.equal(answer.headers.get('content-type'), 'application/json')
    }
  })

  it('are not changed by usage errors, which exit with 2 and a hint', async (t) => {
    const data = await temporaryFolder(t)
    const wrong = await command(['keys', 'create', '--name', 'x', '--qps', 'many', '--data', data])
    assert.equal(wrong.code, 2)
    assert.match(wrong.stderr, /integer from 1/)
    await command(['keys', 'create', '--name', 'x', '--data', data])
    const unknown = await command(['keys', 'revoke', 'nobody', '--data', data])
    assert.equal(unknown.code, 1)
    assert.match(unknown.stderr, /keys list/)
  })
})
