import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { before, describe, it } from 'node:test'

/** What the contract says of an operation. */
type Stated = {
  readonly operation: string
  readonly parameters: readonly string[]
  /** Statuses, with the code where there is one. */
  readonly answers: readonly string[]
}

/** The values that the ledger has, by subject. */
type Rows = ReadonlyMap<string, readonly string[]>

describe('the ledger', () => {
  let contract: string
  let ledger: ReadonlyMap<string, Rows>
  before(async () => {
    contract = await readFile('docs/contract.md', 'utf8')
    ledger = rowsByOperation(await readFile('docs/fidelity.md', 'utf8'))
  })

  it('has a row for each operation, parameter, status and code of the contract', () => {
    const operations = [...sectionSeven(contract), ...sectionNine(contract), ...sectionTen(contract)]
    assert.equal(operations.length, 52 + 22 + 3 + 2)
    const missing = operations.flatMap(({ operation, parameters, answers }) => {
      const rows = ledger.get(operation)
      if (!rows) return [operation]
      return [
        ...parameters.filter((name) => !rows.has(name)),
        ...answers.filter((answer) => !rows.get('answers')?.includes(answer)),
      ].map((lacking) => `${operation}: ${lacking}`)
    })
    assert.deepEqual(missing, [])
  })

  it('knows a state for each row, and never that something is missing', () => {
    const states = [...ledger.values()].flatMap((rows) => rows.get('state') ?? [])
    const known = /^(tested|(differs because|not yet): .+|unknown in public sources; ours: .+)$/
    assert.deepEqual(
      states.filter((state) => !known.test(state)),
      [],
    )
  })
})

/** The values of each subject of each operation; those of `state` are the states of its rows. */
function rowsByOperation(page: string): Map<string, Rows> {
  // Other sections, such as the one of our own operations, have other tables.
  const sections = page.split(/^## (?=[A-Z]+ \/)/m).slice(1)
  return new Map(
    sections.map((section) => {
      const [operation, ...lines] = section.split(/^## /m)[0]!.split('\n')
      const cells = lines
        .filter((line) => line.startsWith('| '))
        .map((line) => line.slice(2, -2).split(' | '))
        .filter(([subject]) => subject !== 'subject')
      const rows = new Map<string, string[]>()
      for (const [subject, values, , state] of cells) {
        rows.set(subject!, [...(rows.get(subject!) ?? []), ...values!.split(', ')])
        rows.set('state', [...(rows.get('state') ?? []), state!])
      }
      return [operation!, rows]
    }),
  )
}

/** The operations of 2023, with what later documents added to them. */
function sectionSeven(contract: string): Stated[] {
  const [section] = contract.split('## 7. Operations')[1]!.split('<a id="8"></a>')
  return section!
    .split(/^### /m)
    .slice(1)
    .map((text) => ({
      operation: text.slice(0, text.indexOf('\n')),
      parameters: [
        ...[...text.matchAll(/^\| ([\w-]+) \| (?:query|path) /gm)].map(([, name]) => name!),
        ...(/^Headers: (.+)\.$/m.exec(text)?.[1] ?? '').split(', ').filter(Boolean),
        ...laterParameters(text),
      ],
      answers: answersIn(/^Responses: (.+)$/m.exec(text)![1]!),
    }))
}

/** "[24]/[26] add enhanced_search (default true), ethnicity; [26] istock_exclusive." has three of them. */
const laterParameters = (text: string): string[] =>
  [...text.matchAll(/^- .*\[2[46]\] adds?:? (.+)\.$/gm)]
    // These are members of responses.
    .filter(([, added]) => !/to the entries|ai_gen_requirements/.test(added!))
    .flatMap(([, added]) => added!.replaceAll(/\([^)]*\)|\[2[46]\]|adds|header/g, '').split(/[,;]/))
    .map((name) => name.trim())

/** The AI operations, comments on board assets, and image match. */
function sectionNine(contract: string): Stated[] {
  const [section] = contract.split('## 9. Operations')[1]!.split('<a id="10"></a>')
  const ai = [...section!.matchAll(/^\| (GET|PUT|POST|DELETE) ([^ |]+).*?\| (.*?) \|/gm)]
  const others = [...section!.matchAll(/^(?:- )?(GET|POST|DELETE) (\/v3[^ ?]+)(?:\?(\w+)=)?/gm)]
  return [
    ...ai.map(([, method, path, request]) => ({
      operation: `${method} /v3/ai${path!.replace('…', '/image-generations/{generationRequestId}')}`,
      parameters: (/^query (.+)$/.exec(request!)?.[1] ?? '')
        .replaceAll(/\([^)]*\)| CSV/g, '')
        .split(',')
        .map((name) => name.trim())
        .filter(Boolean),
      answers: [],
    })),
    ...others.map(([, method, path, query]) => ({
      operation: `${method} ${path}`,
      parameters: query === undefined ? [] : [query],
      answers: path === '/v3/image-match/search' ? ['200', '400 InvalidImageUrl', '404'] : ['200'],
    })),
  ]
}

/** The operations that only clients call. */
function sectionTen(contract: string): Stated[] {
  const [section] = contract.split('## 10. SDK-only')[1]!.split('<a id="11"></a>')
  const rows = [...section!.matchAll(/^\| (GET|POST) (\/v3\/[\w/{}]+) \| .*? \| (.*) \|$/gm)]
  return rows.map(([, method, path, text]) => ({
    operation: `${method} ${path}`,
    parameters: (/: ([\w, ]+); answer/.exec(text!)?.[1] ?? '').split(', ').filter(Boolean),
    answers: ['200'],
  }))
}

/** "**400** InvalidParameterValue; **404** ImageNotFound" has two; successes have no code. */
const answersIn = (responses: string): string[] =>
  responses.split('; ').flatMap((response) => {
    const [, status, rest = ''] = /^\*\*(\d+)\*\*(.*)$/.exec(response) ?? []
    if (status === undefined) return []
    const code = Number(status) < 400 ? '' : rest.replace(/\.$/, '').trim()
    return [`${status} ${code}`.trim()]
  })
