import type { Claim } from './claims.ts'
import { type ContractOperation, valuesOf } from './contract.ts'
import { reasonFor, type State } from './reasons.ts'
import type { Waiting } from './waiting.ts'

/** A claim with its result: the response, null if it was not exercised. */
export type Entry = { readonly claim: Claim; readonly answered: string | null }

/** The state of a claim and the reason, whose text is in reasons.ts. */
export function stateOf({ claim, answered }: Entry): { state: State; why: string | null } {
  const reason = reasonFor(claim)
  const mayBeUnasked = reason?.state === 'not yet' || reason?.state === 'differs because'
  if (answered === null && !mayBeUnasked) return { state: 'missing', why: null }
  return reason ?? { state: 'tested', why: null }
}

/** Counts the claims in each state. */
export function countStates(entries: readonly Entry[]): Map<State, number> {
  const counts = new Map<State, number>()
  for (const entry of entries) {
    const { state } = stateOf(entry)
    counts.set(state, (counts.get(state) ?? 0) + 1)
  }
  return counts
}

const INTRODUCTION = `# The ledger

What the published documents of the API let a client ask and be answered, and what came of asking it here. This page is
made by the test run (\`test/fidelity\`) of what it really asked through the port: it cannot say "tested" of anything
that was not asked in that run. \`VITRINE_TEST_UPDATE=1\` writes it anew.

- **tested**: asked, and answered as the contract says. A value of a filter was seen to find the records that carry it
  and no other; a field, to be in the answer and no other member beside it; an answer of status 200 keeps the schema of
  our own OpenAPI document.
- **differs because**: not as published, for the reason that stands there.
- **unknown in public sources**: nobody outside can know; what we do was asked and stands there.
- **not yet**: comes with a later step; what stands there is what it does until then.
- **missing**: nobody asked, or it is not there.
`

const LATER = `## Operations of later steps

Each refuses a request without a key, an unknown parameter and a wrong value of each that is named here, takes every
right one, and then answers that it is not available yet.
`

/** Returns the ledger as a page: a table per operation, a row per subject for the values with the same state. */
export function renderLedger(
  operations: readonly ContractOperation[],
  entries: readonly Entry[],
  waiting: readonly Waiting[],
): string {
  const counts = [...countStates(entries)].map(([state, count]) => `| ${state} | ${count} |`)
  const sections = operations.map((operation) => {
    const mine = entries.filter(({ claim }) => claim.operation === operation.path)
    return section(operation, mine)
  })
  const rows = waiting.map(
    ({ operation: { method, path }, answered, parameters }) =>
      `| ${method} ${path} | ${parameters.join(', ')} | ${answered} | not yet |`,
  )
  return `${[
    INTRODUCTION,
    `Of the operations that are here:\n\n| state | claims |\n|---|---|\n${counts.join('\n')}\n`,
    ...sections,
    `${LATER}\n| operation | parameters | answered | state |\n|---|---|---|---|\n${rows.join('\n')}`,
  ].join('\n')}\n`
}

function section(operation: ContractOperation, entries: readonly Entry[]): string {
  const bySubject = Map.groupBy(entries, ({ claim }) => claim.subject)
  const rows = [...bySubject].flatMap(([subject, same]) => rowsOf(operation, subject, same))
  const head = '| what | values | answered | state |\n|---|---|---|---|'
  return `## ${operation.method} ${operation.path}\n\n${head}\n${rows.join('\n')}\n`
}

function rowsOf(operation: ContractOperation, subject: string, entries: readonly Entry[]): string[] {
  const type = operation.parameters.find(({ name }) => name === subject)?.type
  const alike = Map.groupBy(entries, (entry) => {
    const { state, why } = stateOf(entry)
    const reason = why === null ? '' : state === 'unknown in public sources' ? `; ours: ${why}` : `: ${why}`
    return `${entry.answered ?? 'not asked'} | ${state}${reason}`
  })
  return [...alike].map(([came, same]) => {
    const values = same.map(({ claim }) => claim.value)
    return `| ${subject} | ${shortened(values, type)} | ${came} |`
  })
}

/** If an enumeration has too many values for a row, they are only counted; the OpenAPI document lists them. */
function shortened(values: readonly string[], type: string | undefined): string {
  const known = type === undefined ? undefined : valuesOf(type)
  const enumerated = known ? values.filter((value) => known.includes(value)) : []
  if (!known || enumerated.length < 8) return values.join(', ')
  const others = values.filter((value) => !known.includes(value))
  const share =
    enumerated.length === known.length ? `all ${known.length}` : `${enumerated.length} of ${known.length}`
  return [`${share} of ${type!.replace('[]', '')}`, ...others].join(', ')
}
