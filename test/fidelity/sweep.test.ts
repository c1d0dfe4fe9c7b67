import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { before, describe, it } from 'node:test'
import Schema from 'typebox/schema'
import { type Answer, get } from '../support/library.ts'
import { resolved } from '../support/schemas.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { type Claim, claimsOf } from './claims.ts'
import { type ContractOperation, presentOperations, waitingOperations } from './contract.ts'
import type { Exercise, Subject } from './exercises/exercise.ts'
import { isOfOperation } from './exercises/exercise.ts'
import { exerciseOf } from './exercises/exercise-of.ts'
import { type Entry, renderLedger, stateOf } from './ledger.ts'
import { idleReasons } from './reasons.ts'
import { exerciseWaiting, type Waiting } from './waiting.ts'
import { makeWorld, type World } from './world.ts'

const LEDGER = new URL('../../docs/fidelity.md', import.meta.url)

/** Values that should find nothing; all others must have a record. */
const CARRIED_BY_NONE = new Set(['unknown', 'eps'])

const lifetime = suiteLifetime()

const codeOf = ({ json }: Answer): string | undefined => json?.ErrorCode ?? json?.message
const cameOf = (answer: Answer) =>
  [answer.status, answer.status === 200 ? '' : codeOf(answer)].join(' ').trim()

describe('the contract, operation by operation', () => {
  const entries: Entry[] = []
  const waiting: Waiting[] = []
  let world: World
  // biome-ignore lint/suspicious/noExplicitAny: any JSON
  let document: any
  before(async () => {
    world = await makeWorld(lifetime)
    document = (await get(`${world.server.http}/openapi.json`)).json
  })

  for (const operation of presentOperations) {
    it(`${operation.method} ${operation.path}`, async () => {
      const wrong: string[] = []
      for (const claim of claimsOf(operation)) {
        const entry = await send({ claim, operation, world }).catch((error: Error) => {
          wrong.push(error.message)
          return { claim, answered: null }
        })
        entries.push(entry)
        if (stateOf(entry).state === 'missing') wrong.push(`${told(claim)} is missing`)
      }
      assert.deepEqual(wrong, [])
    })
  }

  for (const operation of waitingOperations) {
    it(`${operation.method} ${operation.path} checks what it is asked and is not yet available`, async () => {
      const { requestBody } = document.paths[operation.path][operation.method.toLowerCase()]
      waiting.push(await exerciseWaiting(world, operation, requestBody))
    })
  }

  it('matches the ledger', async () => {
    const rendered = renderLedger(presentOperations, entries, waiting)
    assert.deepEqual(idleReasons(), [], 'reasons that explain nothing any more')
    if (process.env.VITRINE_TEST_UPDATE === '1') await writeFile(LEDGER, rendered)
    const committed = await readFile(LEDGER, 'utf8').catch(() => '')
    assert.equal(
      committed,
      rendered,
      'docs/fidelity.md is out of date: run this test with VITRINE_TEST_UPDATE=1',
    )
  })

  async function send(subject: Subject): Promise<Entry> {
    const { claim, operation } = subject
    const exercise = exerciseOf(subject)
    if (!exercise) return { claim, answered: null }
    try {
      const answer = await answerTo(exercise)
      keepsSchema(operation, answer)
      exercise.check?.(answer)
      if (exercise.finds) await findsExactly(exercise, subject)
      return { claim, answered: cameOf(answer) }
    } catch (error) {
      throw new Error(`${told(claim)} (${exercise.address}): ${(error as Error).message}`, { cause: error })
    }
  }

  /** A rate limit is tested by exceeding it at once; everything else by a single request. */
  async function answerTo({ address, options, status, code }: Exercise): Promise<Answer> {
    const times = status === 429 ? 5 : 1
    const answers = await Promise.all(Array.from({ length: times }, () => world.send(address, options)))
    const answer = answers.find((one) => one.status === status) ?? answers[0]!
    assert.deepEqual(
      [answer.status, answer.status === 200 ? undefined : codeOf(answer)],
      [status, code],
      answer.text,
    )
    return answer
  }

  function keepsSchema(operation: ContractOperation, { status, json }: Answer): void {
    if (status !== 200) return
    const { schema } = document.paths[operation.path].get.responses[200].content['application/json']
    const [isRight, errors] = Schema.Errors(resolved(schema, document), json)
    assert.ok(isRight, JSON.stringify(errors.slice(0, 3)))
  }

  /** All pages together must have the matching records, and no others. */
  async function findsExactly({ address, options, finds }: Exercise, subject: Subject): Promise<void> {
    const titles: string[] = []
    const isPaged = subject.operation.parameters.some(({ name }) => name === 'page')
    for (let page = 1, total = 1; titles.length < total; page++) {
      const more = isPaged
        ? `${address.includes('?') ? '&' : '?'}fields=title&page_size=100&page=${page}`
        : ''
      const { json } = await world.send(address + more, options)
      total = json.result_count ?? 0
      titles.push(...json.images.map(({ title }: { title: string }) => title))
      if (json.images.length === 0) break
    }
    const expected = world.records.filter((record) => isOfOperation(subject, record) && finds!(record))
    assert.ok(expected.length > 0 || CARRIED_BY_NONE.has(subject.claim.value), 'no record carries it')
    assert.deepEqual(titles.toSorted(), expected.map(({ title }) => title).toSorted())
  }
})

const told = ({ operation, subject, value }: Claim) => `${operation}, ${subject}: ${value}`
