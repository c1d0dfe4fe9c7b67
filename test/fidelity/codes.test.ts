import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { before, describe, it } from 'node:test'
import { emptyLibrary, get, serve } from '../support/library.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

/** Statuses of addresses that are no operations, which the ledger does not have. */
const OF_PAGES: Readonly<Record<string, string>> = { 302: '/swagger' }

/** What no request produces, and why. */
const DIFFERS_BECAUSE: Readonly<Record<string, string>> = {
  202: 'only AI generation accepts work to be done later, and no customer has a product for it',
  307: 'no address has moved so that a request with a body would have to be repeated elsewhere',
  410: 'only generated images are gone after a time, and nothing is generated',
}

/** Statuses that section 16 decides otherwise than section 3 supposes. */
const DECIDED: Readonly<Record<string, number>> = { NoAgreement: 401 }

describe('section 3 of the contract', () => {
  const lifetime = suiteLifetime()
  let contract: string
  let ledger: Row[]
  before(async () => {
    contract = await readFile('docs/contract.md', 'utf8')
    ledger = rowsOf(await readFile('docs/fidelity.md', 'utf8'))
  })

  it('has only statuses that a request produces or that differ for a reason', async () => {
    const statuses = tableAt('### 3.2').flatMap(([numbers]) => numbers!.match(/\d{3}/g)!)
    assert.ok(statuses.length > 12)
    const { http } = await serve(await emptyLibrary(lifetime))
    for (const [status, address] of Object.entries(OF_PAGES))
      assert.equal((await get(http + address)).status, Number(status))
    for (const status of statuses) if (!(status in OF_PAGES)) requireProduced(status, Number(status))
  })

  it('has only error codes that a request produces or that differ for a reason', () => {
    const codes = tableAt('### 3.3').flatMap(([names, numbers]) => {
      const statuses = numbers!.match(/\d{3}/g)!.map(Number)
      // In round brackets is who has seen a code, and "AI:" tells what it belongs to.
      const bare = names!.replace(/\(.*\)|✔|AI:/g, '')
      return bare.split(/[,/]/).map((code) => ({ code: code.trim(), statuses, isOfAi: /^AI:/.test(names!) }))
    })
    assert.ok(codes.length > 40)
    for (const { code, statuses, isOfAi } of codes) {
      const decided = DECIDED[code]
      if (isOfAi && !isInLedger((row) => row.answered.endsWith(` ${code}`))) {
        assert.ok(isInLedger(differsWith(code)), `the ledger has no reason for ${code}`)
        continue
      }
      const isEither = statuses.length > 1 && code !== 'AssetNotFound'
      if (isEither) requireProduced(code, ...statuses)
      else for (const status of decided ? [decided] : statuses) requireProduced(code, status)
    }
  })

  it('has a reason for each difference, and none for what is produced', () => {
    for (const name of Object.keys(DIFFERS_BECAUSE))
      assert.ok(!isInLedger(answers(name)), `the ledger has ${name}, so its reason is out of date`)
  })

  /** Fails unless one of the statuses comes about with the name, which is a code or a status itself. */
  function requireProduced(name: string, ...statuses: readonly number[]): void {
    const isKnown = statuses.some(
      (status) =>
        isInLedger(answers(Number(name) === status ? name : `${name} ${status}`)) ||
        [name, `${name} ${status}`].some((it) => it in DIFFERS_BECAUSE),
    )
    assert.ok(isKnown, `nothing produces ${name} with ${statuses}`)
  }

  const isInLedger = (matches: (row: Row) => boolean) => ledger.some(matches)

  /** The cells of the first table after a heading. */
  function tableAt(heading: string): string[][] {
    const [, table] = contract.slice(contract.indexOf(heading)).split(/^\|[-|]+\|$/m)
    return table!
      .slice(0, table!.search(/\n\n/))
      .trim()
      .split('\n')
      .map((line) =>
        line
          .split('|')
          .map((cell) => cell.trim())
          .slice(1, -1),
      )
  }
})

/** A row of the ledger: the values that were tried, how requests were answered, and whether that is as published. */
type Row = { readonly values: string; readonly answered: string; readonly state: string }

const rowsOf = (page: string): Row[] =>
  page.split('\n').flatMap((line) => {
    const [, , values, answered, state] = line.split('|').map((cell) => cell.trim())
    return state === undefined ? [] : [{ values: values!, answered: answered!, state }]
  })

/** Whether a row says why a code never comes. */
const differsWith = (code: string) => (row: Row) =>
  row.state.startsWith('differs because') && new RegExp(`\\b${code}\\b`).test(row.values)

/** Whether a row has a status, or a code with a status as in "ImageNotFound 404". */
const answers = (name: string) => {
  const [code, status = code] = name.split(' ')
  const answered = status === code ? new RegExp(`^${status}\\b`) : new RegExp(`^${status} ${code}$`)
  return (row: Row) => answered.test(row.answered)
}
