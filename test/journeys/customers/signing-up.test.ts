import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { vitrineWithInput } from '../../support/cli.ts'
import { command } from '../../support/command.ts'
import { ask, askToken, clientToken, signUp, type TestCustomer, userToken } from '../../support/customers.ts'
import {
  emptyLibrary,
  get,
  ingestAndIndex,
  type Served,
  serve,
  type TestLibrary,
  temporaryFolder,
} from '../../support/library.ts'
import { writePicture } from '../../support/pictures.ts'
import { addRecord } from '../../support/records.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'
import { until } from '../../support/until.ts'

/** Within this time a running server follows a command. */
const FOLLOWED_MS = 2000

const CREDITS = ['--type', 'creditpack', '--credits', '5']
const ONE_MOMENT = ['--starts', '2026-01-01', '--ends', '2026-01-01']

describe('customers', () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary
  let server: Served

  /** Runs a command that has to succeed; returns the last record that it prints. */
  async function run(...args: string[]) {
    const { code, stdout, stderr } = await command([...args, '--data', library.config.data, '--json'])
    assert.equal(code, 0, stderr)
    return JSON.parse(stdout.trim().split('\n').at(-1)!)
  }
  const download = (key: string, token: string, id = 100_000_002) =>
    ask(server, `/v3/downloads/images/${id}?auto_download=false`, { key, token, method: 'POST' })

  before(async () => {
    const folder = await temporaryFolder(lifetime)
    for (const name of ['a.jpg', 'b.jpg']) await writePicture(folder, name, { title: `Harbour ${name}` })
    library = await emptyLibrary(lifetime)
    await addRecord(library, { title: 'Fjord', territories: JSON.stringify({ allow: ['NOR'] }) })
    await ingestAndIndex(library, folder)
    await signUp(library, { name: 'Deja Vu' })
    server = await serve(library)
  })

  it('are signed up by commands, and download what their agreement says, as it is changed', async () => {
    const { id: customer } = await run('customers', 'create', '--name', 'Southern Press', '--country', 'DE')
    const client = await run(
      'keys',
      'create',
      '--name',
      'Site',
      '--customer',
      customer,
      '--allow',
      'download',
    )
    const forAll = ['--type', 'premiumaccess', '--period', 'yearly', '--limit', '1']
    const agreement = await run('agreements', 'create', '--customer', customer, '--name', '2026', ...forAll)
    const token = await until(
      () => clientToken(server, client),
      (it) => it !== 'undefined',
      FOLLOWED_MS,
    )
    const first = await until(
      () => download(client.key, token),
      ({ status }) => status === 200,
      FOLLOWED_MS,
    )
    assert.match(first.json.uri, /\/deliveries\//)
    assert.equal((await download(client.key, token, 100_000_003)).json.ErrorCode, 'OverageLimitReached')

    const changed = await run('agreements', 'change', String(agreement.id), '--limit', '2')
    assert.deepEqual([agreement.version, changed.version, changed.products[0].terms.limit], [1, 2, 2])
    const again = await run('agreements', 'change', String(agreement.id), '--limit', '2')
    assert.equal(again.version, 2, 'what changes nothing is no new version')
    await until(
      () => download(client.key, token, 100_000_003),
      ({ status }) => status === 200,
      FOLLOWED_MS,
    )
    const versions = await library.db
      .selectFrom('agreementVersion')
      .select(['version', 'terms'])
      .where('agreementId', '=', agreement.id)
      .orderBy('version')
      .execute()
    assert.deepEqual(
      versions.map(({ terms }) => JSON.parse(terms).products[0].terms.limit),
      [1, 2],
    )
    const shown = await run('customers', 'show', 'southern press')
    assert.deepEqual([shown.country, shown.keys[0].id, shown.agreements[0].version], ['DEU', client.id, 2])
  })

  const ENDINGS: Record<
    string,
    { end: (it: TestCustomer) => string[]; status: number; of: 'user' | 'client' }
  > = {
    'a customer': { end: ({ id }) => ['customers', 'end', id], status: 403, of: 'user' },
    'a user': { end: ({ username }) => ['users', 'end', username], status: 401, of: 'user' },
    'a key': { end: ({ clientId }) => ['keys', 'revoke', clientId], status: 403, of: 'client' },
  }
  for (const [what, { end, status, of }] of Object.entries(ENDINGS))
    it(`lose everything at once with the end of ${what}`, async () => {
      const customer = await signUp(library, { name: `End of ${what}`, abilities: ['download'] })
      const token = await (of === 'user' ? userToken : clientToken)(server, customer)
      assert.equal((await download(customer.key, token)).status, 200)
      await run(...end(customer))
      await until(
        () => download(customer.key, token),
        (answer) => answer.status === status,
        FOLLOWED_MS,
      )
      const { key, secret, username, password } = customer
      const form = { client_id: key, client_secret: secret, grant_type: 'password', username, password }
      assert.match(String((await askToken(server, form)).json.error), /^invalid_(client|grant)$/)
    })

  it('have users whose password the owner may set, and names that may change', async () => {
    const customer = await signUp(library, { name: 'Passwords' })
    const { username } = customer
    const password = 'a new password'
    const before = await userToken(server, customer)
    const args = ['users', 'change', username, '--last-name', 'Ohm', '--password-stdin']
    const place = ['--data', library.config.data, '--json']
    const refused = await vitrineWithInput([...args, ...place], 'short\n')
    assert.deepEqual([refused.code, refused.stdout], [2, ''])
    assert.match(refused.stderr, /12 to 256 characters/)
    const { stdout } = await vitrineWithInput([...args, ...place], `${password}\n`)
    assert.equal(JSON.parse(stdout).lastName, 'Ohm')
    assert.equal((await download(customer.key, before)).status, 401, 'who was signed in is signed out')
    assert.notEqual(await userToken(server, { ...customer, password }), 'undefined')
    const list = await command(['users', 'list', '--customer', customer.id, '--data', library.config.data])
    assert.match(
      list.stdout,
      /^USER +NAME +CUSTOMER +STATE\nuser@passwords\.example +Ohm +passwords +active\n$/,
    )
  })

  const OWNERS: Record<string, (it: TestCustomer) => string[]> = {
    'a user': ({ username }) => ['--user', username],
    'a key': ({ clientId }) => ['--key', clientId],
    'a customer': ({ id }) => ['--customer', id],
    'a user of a key': ({ username, clientId }) => ['--user', username, '--key', clientId],
  }
  for (const [what, owner] of Object.entries(OWNERS))
    it(`lose the tokens of ${what} at once when they are revoked, and those of nobody else`, async () => {
      const [customer, other] = [
        await signUp(library, { name: `Revoked tokens of ${what}` }),
        await signUp(library, { name: `Other than ${what}` }),
      ]
      const [token, others] = [await userToken(server, customer), await userToken(server, other)]
      assert.equal((await run('tokens', 'revoke', ...owner(customer))).revoked, 1)
      assert.equal((await download(customer.key, token)).status, 401)
      assert.equal((await download(other.key, others)).status, 200)
      assert.equal((await run('tokens', 'revoke', ...owner(customer))).revoked, 0)
    })

  it('have sign-ins that are listed, and can be ended one by one', async () => {
    const customer = await signUp(library, { name: 'Signed in twice' })
    const tokens = [await userToken(server, customer), await userToken(server, customer)]
    const listed = async () => {
      const args = ['tokens', 'list', '--customer', customer.id, '--data', library.config.data, '--json']
      const lines = (await command(args)).stdout.split('\n').filter((line) => line !== '')
      return lines.map((line) => JSON.parse(line))
    }
    const [one, two] = await listed()
    assert.partialDeepStrictEqual(one, { user: customer.username, key: customer.clientId, grant: 'password' })
    assert.equal((await run('tokens', 'revoke', '--sign-in', one.id)).revoked, 1)
    assert.deepEqual(await listed(), [two])
    const statuses = await Promise.all(
      tokens.map(async (token) => (await download(customer.key, token)).status),
    )
    assert.deepEqual(statuses.toSorted(), [200, 401])
  })

  it('download nothing under an agreement that was ended', async () => {
    const customer = await signUp(library, { name: 'End of an agreement', abilities: ['download'] })
    const token = await clientToken(server, customer)
    const [agreement] = (await run('customers', 'show', customer.id)).agreements
    await run('agreements', 'end', String(agreement.id))
    const refused = await until(
      () => download(customer.key, token),
      ({ status }) => status === 401,
      FOLLOWED_MS,
    )
    assert.equal(refused.json.ErrorCode, 'NoAgreement')
  })

  it('replace a secret without a gap', async () => {
    const customer = await signUp(library, { name: 'Rotation' })
    const { clientId } = customer
    const { secret } = await run('keys', 'add-secret', clientId)
    for (const one of [customer.secret, secret])
      assert.notEqual(await clientToken(server, { ...customer, secret: one }), 'undefined')
    const third = await command(['keys', 'add-secret', clientId, '--data', library.config.data])
    assert.match(third.stderr, /two active secrets; end one with "vitrine keys end-secret"/)
    const shown = await run('keys', 'end-secret', clientId, customer.secret.slice(0, 6))
    assert.deepEqual(
      shown.secrets.map(({ begins }: { begins: string }) => begins),
      [secret.slice(0, 6)],
    )
    assert.equal(await clientToken(server, customer), 'undefined')
    assert.notEqual(await clientToken(server, { ...customer, secret }), 'undefined')
  })

  it('see what is offered in the country of their company, as it is changed', async () => {
    const customer = await signUp(library, { name: 'Abroad' })
    const isFound = async () =>
      (await get(`${server.http}/v3/search/images?phrase=fjord`, { 'api-key': customer.key })).json
        .result_count
    assert.equal(await isFound(), 1, 'without a country nothing is hidden')
    await run('customers', 'change', customer.id, '--country', 'DE')
    await until(isFound, (count) => count === 0, FOLLOWED_MS)
    await run('customers', 'change', customer.id, '--country', 'NOR')
    await until(isFound, (count) => count === 1, FOLLOWED_MS)
  })

  const WRONG: Record<string, [string[], RegExp]> = {
    'a name of blanks': [['customers', 'create', '--name', ' '], /name of a customer must not be empty/],
    'a name that only looks different': [
      ['customers', 'create', '--name', 'déjà  vu!'],
      /There is already a customer with the name "Deja Vu"/,
    ],
    'a country that does not exist': [
      ['customers', 'change', 'deja-vu', '--country', 'XX'],
      /ISO 3166 code such as DEU/,
    ],
    'an unknown customer': [['customers', 'show', 'nobody'], /no customer "nobody".*vitrine customers list/],
    'a user that is there': [
      ['users', 'create', 'USER@deja-vu.example', '--customer', 'deja-vu'],
      /already a user with the name "user@deja-vu.example"/,
    ],
    'tokens of nobody in particular': [['tokens', 'revoke'], /--sign-in, --user, --key or --customer/],
    'tokens of an unknown key': [['tokens', 'revoke', '--key', 'nobody'], /no key with the id nobody/],
    'an unknown user': [['users', 'end', 'nobody'], /no user with the name "nobody".*vitrine users list/],
    'a redirect address without TLS': [
      ['keys', 'create', '--name', 'x', '--customer', 'deja-vu', '--redirect-uri', 'http://a.example/'],
      /complete https address/,
    ],
    'codes without a redirect address': [
      ['keys', 'create', '--name', 'x', '--customer', 'deja-vu', '--grants', 'authorization_code'],
      /authorization_code needs a redirect address/,
    ],
    'a public client with a secret': [
      ['keys', 'create', '--name', 'x', '--public', '--grants', 'client_credentials'],
      /public client keeps no secret/,
    ],
    'an unknown ability': [['keys', 'create', '--name', 'x', '--allow', 'fly'], /"fly" is not one of them/],
    'a product without what it needs': [
      ['agreements', 'create', '--customer', 'deja-vu', '--name', 'x', '--type', 'creditpack'],
      /creditpack: it needs "credits"/,
    ],
    'a term that says nothing about its product': [
      ['agreements', 'create', '--customer', 'deja-vu', '--name', 'x', ...CREDITS, '--limit', '5'],
      /creditpack: "limit" has no effect on it; leave it out/,
    ],
    'a period without a limit': [
      ['agreements', 'change', '1', '--add', 'editorialsubscription', '--period', 'daily'],
      /editorialsubscription: "period" has no effect without "limit"/,
    ],
    'creative pictures in an editorial product': [
      ['agreements', 'change', '1', '--add', 'editorialsubscription', '--families', 'creative'],
      /families must be editorial, or left out/,
    ],
    'an empty list': [
      ['agreements', 'change', '1', '--collections', ','],
      /collections must not be empty; leave it out to allow everything/,
    ],
    'a brand that does not exist': [
      ['agreements', 'change', '1', '--brands', 'other'],
      /each of brands must be gettyimages or istockphoto/,
    ],
    'a limit below zero': [
      ['agreements', 'change', '1', '--limit', '-1'],
      /It must be an integer from 0 to 999999999/,
    ],
    'an agreement that is over when it starts': [
      ['agreements', 'create', '--customer', 'deja-vu', '--name', 'x', ...CREDITS, ...ONE_MOMENT],
      /must end after it starts/,
    ],
    'grants of a key without a customer': [
      ['keys', 'create', '--name', 'x', '--grants', 'password'],
      /Only a key of a customer has grants/,
    ],
    'an unknown size': [
      ['agreements', 'change', '1', '--largest-size', 'huge'],
      /largestSize must be x_small, small, .*or/,
    ],
    'an agreement that ends before it starts': [
      ['agreements', 'change', '1', '--starts', '2026-02-01', '--ends', '2026-01-01'],
      /must end after it starts/,
    ],
    'an unknown agreement': [['agreements', 'end', '99'], /no agreement 99.*vitrine agreements list/],
    'a product of another agreement': [
      ['agreements', 'change', '1', '--end-product', '99'],
      /agreement 1 has no product 99 in force/,
    ],
  }
  for (const [what, [args, message]] of Object.entries(WRONG))
    it(`are not changed by ${what}`, async () => {
      const { code, stderr } = await command([...args, '--data', library.config.data])
      assert.match(stderr, message)
      assert.ok(code === 1 || code === 2)
    })
})
