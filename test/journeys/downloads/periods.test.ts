import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { signUp, userToken } from '../../support/customers.ts'
import { download, FIRST_ID, remaining, writeSmallPictures } from '../../support/downloads.ts'
import {
  emptyLibrary,
  ingestAndIndex,
  type Served,
  serve,
  type TestLibrary,
  temporaryFolder,
} from '../../support/library.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'

const LIMIT = 10
/** A period, and steps of the clock with what is left of the limit after a download at each. */
type Course = readonly [
  period: string,
  title: string,
  steps: readonly (readonly [at: string, left: number])[],
]

const COURSES: readonly Course[] = [
  [
    'monthly',
    'from its first to its last moment',
    [
      ['2026-01-31T23:59:59.999Z', 9],
      ['2026-02-01T00:00:00.000Z', 9],
      ['2026-02-28T23:59:59.999Z', 8],
      ['2026-03-01T00:00:00.000Z', 9],
    ],
  ],
  [
    'monthly',
    'with a leap day',
    [
      ['2028-02-28T12:00:00.000Z', 9],
      ['2028-02-29T23:59:59.999Z', 8],
      ['2028-03-01T00:00:00.000Z', 9],
    ],
  ],
  [
    'yearly',
    'with a leap day',
    [
      ['2028-02-29T00:00:00.000Z', 9],
      ['2028-12-31T23:59:59.999Z', 8],
      ['2029-01-01T00:00:00.000Z', 9],
    ],
  ],
  [
    'daily',
    'when summer time begins and ends in Europe and America',
    [
      ['2026-03-28T23:59:59.999Z', 9],
      ['2026-03-29T00:00:00.000Z', 9],
      ['2026-03-29T23:59:59.999Z', 8],
      ['2026-10-25T00:30:00.000Z', 9],
      ['2026-10-25T23:30:00.000Z', 8],
      ['2026-11-01T05:30:00.000Z', 9],
      ['2026-11-01T23:59:59.999Z', 8],
      ['2026-11-02T00:00:00.000Z', 9],
    ],
  ],
  [
    'weekly',
    'from Monday to Sunday',
    [
      ['2026-02-01T23:59:59.999Z', 9],
      ['2026-02-02T00:00:00.000Z', 9],
      ['2026-02-08T23:59:59.999Z', 8],
      ['2026-02-09T00:00:00.000Z', 9],
    ],
  ],
  [
    'monthly',
    'also when the clock goes back into the month before',
    [
      ['2026-05-31T23:00:00.000Z', 9],
      ['2026-06-01T00:00:00.000Z', 9],
      ['2026-05-31T23:59:00.000Z', 8],
      ['2026-06-01T00:30:00.000Z', 8],
    ],
  ],
]

describe('the downloads of a period are counted by the calendar in UTC', () => {
  const lifetime = suiteLifetime()
  const zoneBefore = process.env.TZ
  let library: TestLibrary
  let server: Served
  let nowMs = Date.now()

  before(async () => {
    lifetime.after(() => {
      if (zoneBefore === undefined) delete process.env.TZ
      else process.env.TZ = zoneBefore
    })
    const folder = await temporaryFolder(lifetime)
    await writeSmallPictures(folder, LIMIT)
    library = { ...(await emptyLibrary(lifetime)), now: () => new Date(nowMs) }
    await ingestAndIndex(library, folder)
    server = await serve(library)
  })

  for (const zone of ['Europe/Berlin', 'America/New_York'])
    for (const [period, title, steps] of COURSES)
      it(`${period}, ${title} (${zone})`, async () => {
        process.env.TZ = zone
        nowMs = Date.parse(steps[0]![0])
        const terms = { period, limit: LIMIT }
        const name = `${period} ${title} ${zone}`
        const customer = await signUp(library, { name, products: [{ type: 'premiumaccess', terms }] })
        for (const [index, [at, left]] of steps.entries()) {
          nowMs = Date.parse(at)
          const user = { server, customer, token: await userToken(server, customer) }
          assert.equal((await download(user, FIRST_ID + index)).status, 200)
          assert.equal(await remaining(user), left, at)
        }
      })
})
