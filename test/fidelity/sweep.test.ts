import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { before, describe, it } from 'node:test'
import type { Answer } from '../support/library.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { renderOwn, TEST_OF } from './beyond-contract.ts'
import { type Claim, claimsOf } from './claims.ts'
import { type ContractOperation, nameOf, readingOperations } from './contract.ts'
import { type OwnDocument, readDocument } from './described.ts'
import type { Exercise, Subject } from './exercises/exercise.ts'
import { isOfOperation, itemsOf } from './exercises/exercise.ts'
import { exerciseOf } from './exercises/exercise-of.ts'
import type { OperationExercises } from './exercises/operation-exercises.ts'
import { exercisesOf, ownExercise } from './exercises/own-exercise.ts'
import { type Entry, renderLedger, stateOf } from './ledger.ts'
import { ownOperations, presentOperations } from './present.ts'
import { idleReasons } from './reasons.ts'
import { openShop, type Shop } from './shop.ts'
import { makeWorld, type World } from './world.ts'

const LEDGER = new URL('../../docs/fidelity.md', import.meta.url)

/** Values that should find nothing; all others must have a record. */
const CARRIED_BY_NONE = new Set(['unknown', 'eps'])

const lifetime = suiteLifetime()

const codeOf = ({ json }: Answer): string | undefined => json?.ErrorCode ?? json?.message
const cameOf = (answer: Answer) => [answer.status, answer.status < 400 ? '' : codeOf(answer)].join(' ').trim()

describe('the contract, operation by operation', () => {
  const entries: Entry[] = []
  let world: World
  let shop: Shop
  let document: OwnDocument
  before(async () => {
    world = await makeWorld(lifetime)
    shop = await openShop(lifetime)
    document = await readDocument(world.server)
  })

  for (const operation of readingOperations) {
    it(nameOf(operation), () => exercise(operation, (claim) => send({ claim, operation, world })))
  }

  for (const operation of ownOperations) {
    const own = exercisesOf(operation)!
    it(nameOf(operation), () => exercise(operation, (claim) => sendOwn(claim, operation, own)))
  }

  it('names a test of each operation that the contract does not have', async () => {
    assert.deepEqual(
      Object.keys(TEST_OF).sort(),
      document.own.map(({ method, path }) => `${method} ${path}`).sort(),
    )
    for (const [name, file] of Object.entries(TEST_OF)) {
      const part = name.split('/').findLast((segment) => !segment.startsWith('{'))!
      const test = await readFile(new URL(`../../${file}`, import.meta.url), 'utf8')
      assert.ok(test.includes(part), `${file} does not mention ${name}`)
    }
  })

  it('matches the ledger', async () => {
    const ledger = renderLedger(presentOperations, entries)
    const rendered = `${ledger}\n${renderOwn(document.own, document)}`
    assert.deepEqual(idleReasons(), [], 'reasons that explain nothing any more')
    if (process.env.VITRINE_TEST_UPDATE === '1') await writeFile(LEDGER, rendered)
    const committed = await readFile(LEDGER, 'utf8').catch(() => '')
    assert.equal(
      committed,
      rendered,
      'docs/fidelity.md is out of date: run this test with VITRINE_TEST_UPDATE=1',
    )
  })

  /** Exercises all claims about an operation, and reports together what went wrong. */
  async function exercise(operation: ContractOperation, one: (claim: Claim) => Promise<Entry>) {
    const wrong: string[] = []
    for (const claim of claimsOf(operation, document.answersOf(operation))) {
      const entry = await one(claim).catch((error: Error) => {
        wrong.push(error.message)
        return { claim, answered: null }
      })
      entries.push(entry)
      if (stateOf(entry).state === 'missing') wrong.push(`${told(claim)} is missing`)
    }
    assert.deepEqual(wrong, [])
  }

  async function send(subject: Subject): Promise<Entry> {
    const { claim, operation } = subject
    const exercise = exerciseOf(subject)
    if (!exercise) return { claim, answered: null }
    const { address, options } = exercise
    return blaming(claim, address, async () => {
      const answer = await answerTo(exercise, () => world.send(address, options))
      document.check(operation, answer)
      exercise.check?.(answer)
      if (exercise.finds) await findsExactly(exercise, subject)
      return { claim, answered: cameOf(answer) }
    })
  }

  async function sendOwn(
    claim: Claim,
    operation: ContractOperation,
    own: OperationExercises,
  ): Promise<Entry> {
    const exercise = await ownExercise({ claim, operation, own }, shop)
    if (!exercise) return { claim, answered: null }
    return blaming(claim, exercise.address, async () => {
      const answer = await answerTo(exercise, exercise.send)
      document.check(operation, answer)
      exercise.check?.(answer)
      return { claim, answered: cameOf(answer) }
    })
  }

  /** A rate limit is tested by exceeding it at once; everything else by a single request. */
  async function answerTo(
    { status, code }: { readonly status: number; readonly code?: string | undefined },
    request: () => Promise<Answer>,
  ): Promise<Answer> {
    const times = status === 429 ? 5 : 1
    const answers = await Promise.all(Array.from({ length: times }, request))
    const answer = answers.find((one) => one.status === status) ?? answers[0]!
    assert.deepEqual(
      [answer.status, answer.status < 400 ? undefined : codeOf(answer)],
      [status, code],
      answer.text,
    )
    return answer
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
      const items = itemsOf(json)
      titles.push(...items.map(({ title }) => title))
      if (items.length === 0) break
    }
    const expected = world.records.filter((record) => isOfOperation(subject, record) && finds!(record))
    assert.ok(expected.length > 0 || CARRIED_BY_NONE.has(subject.claim.value), 'no record carries it')
    assert.deepEqual(titles.toSorted(), expected.map(({ title }) => title).toSorted())
  }
})

/** Names the claim and the request in the message of an error. */
async function blaming(claim: Claim, address: string, exercise: () => Promise<Entry>): Promise<Entry> {
  try {
    return await exercise()
  } catch (error) {
    throw new Error(`${told(claim)} (${address}): ${(error as Error).message}`, { cause: error })
  }
}

const told = ({ operation, subject, value }: Claim) => `${operation}, ${subject}: ${value}`
