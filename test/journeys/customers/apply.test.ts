import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { hashSecret, newSecret } from '../../../src/access/client-secrets.ts'
import { hashPassword } from '../../../src/access/passwords.ts'
import { command } from '../../support/command.ts'
import { clientToken, signUp, userToken } from '../../support/customers.ts'
import { emptyLibrary, type Served, serve, type TestLibrary, temporaryFolder } from '../../support/library.ts'
import { addRecord } from '../../support/records.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'
import { until } from '../../support/until.ts'

const FILE = `customers:
  - name: Northern Press
    country: NO
    users:
      - username: ada@northern.example
        firstName: Ada
    clients:
      - name: Web site
        allow: [download]
        redirectUris: [https://northern.example/callback]
        expires: 2028-01-01
    agreements:
      - name: "2026"
        starts: 2026-01-01
        products:
          - type: premiumaccess
            families: [creative]
            period: monthly
            limit: 50
          - type: easyaccess
            largestSize: medium
`

describe('a file that declares customers', () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary
  let server: Served
  let folder: string

  before(async () => {
    library = await emptyLibrary(lifetime)
    server = await serve(library)
    folder = await temporaryFolder(lifetime)
  })

  async function run(text: string, ...args: string[]) {
    const path = join(folder, 'customers.yaml')
    await writeFile(path, text)
    return command(['apply', path, ...args, '--data', library.config.data])
  }
  async function apply(text: string, ...args: string[]) {
    const { code, stdout, stderr } = await run(text, ...args, '--json', '--public-url', server.http)
    assert.equal(code, 0, stderr)
    return JSON.parse(stdout)
  }
  const records = async () => {
    const tables = ['customer', 'user', 'client', 'clientSecret', 'agreementVersion', 'product'] as const
    const rows = await Promise.all(tables.map((table) => library.db.selectFrom(table).selectAll().execute()))
    // The server writes when a key was last used.
    return JSON.stringify(rows, (name, value) => (name === 'lastUsedMs' ? undefined : value))
  }

  it('signs up customers, and gives out what they need once', async () => {
    const before = await records()
    const dry = await apply(FILE, '--dry-run')
    assert.deepEqual([dry.changes.length, dry.issued], [4, []])
    assert.equal(await records(), before)
    const { changes, left, issued } = await apply(FILE)
    assert.deepEqual(
      changes.map(({ is, what }: { is: string; what: string }) => `${is} ${what}`),
      [
        'added customer Northern Press',
        'added user ada@northern.example of Northern Press',
        'added client Web site of Northern Press',
        'added agreement 2026 of Northern Press',
      ],
    )
    assert.deepEqual(left, [])
    const [{ link }, client] = issued
    const password = 'three words & 1'
    await fetch(link, { method: 'POST', body: new URLSearchParams({ password, repeated: password }) })
    const customer = { ...client, id: '', clientId: client.id, username: 'ada@northern.example', password }
    const token = await until(
      () => userToken(server, customer),
      (it) => it !== 'undefined',
      2000,
    )
    const products = await fetch(`${server.http}/v3/products`, {
      headers: { 'api-key': client.key, authorization: `Bearer ${token}` },
    })
    assert.deepEqual(
      ((await products.json()) as { products: { type: string }[] }).products.map(({ type }) => type).sort(),
      ['easyaccess', 'premiumaccess'],
    )
    const written = await readFile(join(library.config.data, 'records.db'), 'latin1')
    const log = await readFile(join(library.config.data, 'records.db-wal'), 'latin1')
    for (const secret of [client.key, client.secret, new URL(link).searchParams.get('token')!])
      assert.ok(!written.includes(secret) && !log.includes(secret))
  })

  it('changes nothing when it is applied again', async () => {
    const before = await records()
    assert.match((await run(FILE)).stdout, /^Nothing to change\.\n$/)
    assert.equal(await records(), before)
  })

  it('changes what differs, shows how, and leaves what it does not name', async () => {
    await signUp(library, { name: 'Southern Press' })
    const other = FILE.replace('NO\n', 'SE\n')
      .replace('ada@', 'bob@')
      .replace('expires: 2028-01-01', 'expires: null')
      .replace('[download]', '[download, company]')
      .replace('            families: [creative]\n', '')
      .replace('limit: 50', 'limit: 60')
      .replace('type: easyaccess', 'type: imagepack\n            limit: 5')
    const shown = (await run(other, '--dry-run')).stdout
    const { changes, left } = await apply(other)
    for (const { what, details } of changes)
      for (const line of [what, ...details]) assert.ok(shown.includes(line), line)
    assert.deepEqual(
      changes.map(({ details }: { details: string[] }) => details),
      [
        ['country: NOR → SWE'],
        [],
        ['expires: 2028-01-01T00:00:00.000Z → none', 'allow: download → download, company'],
        ['premiumaccess families: creative → none', 'premiumaccess limit: 50 → 60', 'added imagepack'],
      ],
    )
    assert.deepEqual(left, [
      'user ada@northern.example of Northern Press',
      'product 2 (easyaccess) of agreement 2026 of Northern Press',
      'customer Southern Press',
    ])
    const agreement = await library.db
      .selectFrom('agreement')
      .select('version')
      .where('name', '=', '2026')
      .executeTakeFirstOrThrow()
    assert.equal(agreement.version, 2)
    await apply(FILE)
  })

  it('adds webhooks, whose secrets are given out once, and changes what they are told of', async () => {
    const text = `customers:
  - name: Hooked
    webhooks:
      - url: https://hooked.example/hooks
        types: [download.made]
webhooks:
  - url: HTTPS://owner.example/hooks`
    const { issued: none, changes: planned } = await apply(text, '--dry-run')
    assert.deepEqual([none, planned.length], [[], 3])
    const { changes, issued } = await apply(text)
    assert.deepEqual(
      changes.slice(1).map(({ what }: { what: string }) => what),
      ['webhook https://hooked.example/hooks of Hooked', 'webhook https://owner.example/hooks'],
    )
    for (const { is, id, secret } of issued)
      assert.match([is, id, secret].join(' '), /^webhook hook_[0-9a-f]+ whsec_[\w+/]{43}=$/)
    assert.match((await run(text)).stdout, /^Nothing to change\./)
    const other = await apply(
      text
        .replace('[download.made]', '[download.made, asset.recalled]')
        .replace('HTTPS://owner.example/hooks', 'https://owner.example/others'),
    )
    const [changed, added] = other.changes
    assert.deepEqual(changed.details, ['types: download.made → download.made, asset.recalled'])
    assert.equal(added.what, 'webhook https://owner.example/others')
    assert.ok(other.left.includes(`webhook https://owner.example/hooks (${issued[1].id})`))
    const { stdout } = await command(['webhooks', 'list', '--json', '--data', library.config.data])
    const listed = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.deepEqual(listed.map(({ url, types }) => [url, types.length]).toSorted(), [
      ['https://hooked.example/hooks', 2],
      ['https://owner.example/hooks', 9],
      ['https://owner.example/others', 9],
    ])
    const printed = (await run(`${text.replace('Hooked', 'Printed').replaceAll('/hooks', '/print')}`)).stdout
    assert.match(
      printed,
      /^Webhook https:\/\/owner\.example\/print \(hook_\w+\); this is shown only once:\nsecret: whsec_/m,
    )
  })

  it('may state hashes instead of secrets', async () => {
    const [first, second, password] = [newSecret(), newSecret(), 'another password']
    const text = (secret: string, passwordHash: string) => `customers:
  - name: Hashed
    users: [{ username: hashed, passwordHash: '${passwordHash}' }]
    clients: [{ name: Site, secretHash: ${hashSecret(secret)} }]`
    const hash = await hashPassword(password)
    const { issued } = await apply(text(first, hash))
    assert.deepEqual([issued.length, issued[0].secret], [1, null])
    const customer = { ...issued[0], clientId: issued[0].id, secret: first, username: 'hashed', password }
    await until(
      () => userToken(server, customer),
      (token) => token !== 'undefined',
      2000,
    )
    const { changes } = await apply(text(second, hash))
    assert.match(changes[0].details[0], /^secretHash: \+[0-9a-f]{5}…$/)
    for (const secret of [first, second])
      assert.notEqual(await clientToken(server, { ...customer, secret }), 'undefined')
    assert.match((await run(text(newSecret(), hash))).stderr, /line 4.*two active secrets/)
  })

  it('warns of collections and brands that the library does not have', async () => {
    const text = FILE.replace(
      'families: [creative]',
      'collections: [NOPE, test]\n            brands: [istockphoto]',
    )
    await addRecord(library, { title: 'Lake', collection: 'Test' })
    const warnings = [
      /^line 16, .*products\[0\]: No collection has the code "NOPE"\. There are TES \(Test\)\.$/,
      /No collection has the code "TEST"\. The collection "Test" has the code TES\.$/,
      /No collection has the brand istockphoto\.$/,
    ]
    const dry = await apply(text, '--dry-run')
    assert.equal(dry.warnings.length, warnings.length)
    for (const [index, pattern] of warnings.entries()) assert.match(dry.warnings[index], pattern)
    assert.match((await run(text, '--dry-run')).stdout, /^Warning: line 16, .*"NOPE"/m)
    const terms = ['--name', 'Warned', '--type', 'editorialsubscription', '--collections', 'NOPE']
    const place = ['--customer', 'Northern Press', '--data', library.config.data]
    const { code, stderr } = await command(['agreements', 'create', ...terms, ...place])
    assert.deepEqual(
      [code, /^Warning: product \d+: No collection has the code "NOPE"/.test(stderr)],
      [0, true],
    )
  })

  const BAD: Record<string, [string, RegExp]> = {
    'no YAML': ['customers: [', /^line 1: /],
    'a list': ['- name: x', /the file: must be names with values/],
    'an entry instead of a list': ['customers: { name: x }', /line 1, customers: must be a list/],
    'an entry without a name': ['customers: [{ country: NO }]', /customers\[0\]: needs name/],
    'a hash that is none': [
      FILE.replace('expires: 2028-01-01', 'secretHash: abc'),
      /line 11, .*secretHash: must be a SHA-256 in 64 hexadecimal digits/,
    ],
    'a name that is unknown': [
      FILE.replace('country', 'land'),
      /^line 3, customers\[0\]\.land: there is nothing of this name; known are name, country, users/,
    ],
    'a number for a name': [
      FILE.replace('"2026"', '2026'),
      /line 13, .*agreements\[0\]\.name: must be text; put/,
    ],
    'an unknown ability': [
      FILE.replace('[download]', '[fly]'),
      /line 9, .*allow\[0\]: must be country, large/,
    ],
    'an unknown country': [FILE.replace('NO\n', 'XX\n'), /line 3, .*country: must be an ISO 3166 code/],
    'a date that is none': [FILE.replace('2028-01-01', 'soon'), /line 11, .*expires: must be a date/],
    'a term that is wrong': [
      FILE.replace('limit: 50', 'limit: -1'),
      /line 16, .*products\[0\]: Product premiumaccess: limit must be >= 0/,
    ],
    'a term that is unknown': [
      FILE.replace('limit: 50', 'limt: 50'),
      /line 16, .*unknown term "limt"; known are/,
    ],
    'a redirect address without TLS': [FILE.replace('https:', 'http:'), /line 8, .*complete https address/],
    'a password that is not hashed': [
      FILE.replace('firstName: Ada', 'passwordHash: secret'),
      /line 5, .*users\[0\]: passwordHash must be an argon2id hash/,
    ],
    'a user of another customer': [
      FILE.replace('ada@northern.example', 'hashed'),
      /line 5, .*belongs to the customer hashed/,
    ],
    'a webhook that cannot be called': [
      `${FILE}webhooks: [{ url: ftp://x }]`,
      /line 22, webhooks\[0\]\.url: "ftp:\/\/x" cannot be called/,
    ],
    'the same webhook twice': [
      `${FILE}webhooks:\n  - url: https://x.example\n  - url: https://X.example/`,
      /line 24, webhooks\[1\]: "https:\/\/x.example\/" is there twice/,
    ],
    'a type of notices that is unknown': [
      `${FILE}webhooks: [{ url: https://x.example, types: [asset.eaten] }]`,
      /line 22, webhooks\[0\]\.types\[0\]: must be asset.published, /,
    ],
    'the same customer twice': [
      `${FILE}  - name: Northern Press\n`,
      /line 22, customers\[1\]: "Northern Press" is there twice/,
    ],
    'a customer that differs only in case': [
      FILE.replace('Northern Press', 'northern press'),
      /line 2, .*already a customer with the name "Northern Press"/,
    ],
  }
  for (const [what, [text, message]] of Object.entries(BAD))
    it(`is refused as a whole for ${what}`, async () => {
      const before = await records()
      const { code, stdout, stderr } = await run(`${text}`)
      assert.deepEqual([code, stdout], [1, ''])
      assert.match(stderr, message)
      assert.doesNotMatch(stderr, /secret\b/)
      assert.equal(await records(), before)
    })

  it('does not bring back what was ended', async () => {
    const place = ['--data', library.config.data]
    await command(['users', 'end', 'ada@northern.example', ...place])
    assert.match((await run(FILE)).stderr, /line 5, .*"ada@northern.example" was ended/)
    await command(['customers', 'end', 'Northern Press', ...place])
    assert.match((await run(FILE)).stderr, /line 2, .*"Northern Press" was ended on 20/)
    assert.match((await command(['apply', 'nowhere.yaml', ...place])).stderr, /nowhere\.yaml cannot be read/)
  })
})
