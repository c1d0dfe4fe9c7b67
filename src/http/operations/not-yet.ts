import { type TProperties, Type } from 'typebox'
import { Problem, type RequestProblemCode } from '../../lib/problem.ts'
import type { Operation } from '../operation.ts'
import { WAITING } from './data/waiting.ts'

/** What can be asked of an operation that comes with a later step. */
export type Waiting = {
  readonly operationId: string
  readonly summary: string
  readonly query?: TProperties
  readonly invalidCode?: RequestProblemCode
}

/** By tag, then by method and address: "GET /v3/boards". */
export type WaitingByTag = Readonly<Record<string, Readonly<Record<string, Waiting>>>>

/**
 * The operations that wait. Each checks the key and its parameters like any other and is then refused, so that who
 * integrates sees today what a program sends wrongly, and that the rest comes later (contract 16, Not yet).
 */
export const notYet = (): Operation[] =>
  Object.entries(WAITING).flatMap(([tag, operations]) =>
    Object.entries(operations).map(([address, waiting]) => refusal(tag, address, waiting)),
  )

function refusal(
  tag: string,
  address: string,
  { summary, query = {}, invalidCode, ...waiting }: Waiting,
): Operation {
  const [method, url] = address.split(' ') as [Operation['method'], string]
  return {
    ...waiting,
    ...{ method, url, tag },
    // Lists of operations, as in the sidebar of /docs, show the summary alone.
    summary: `${summary} (not yet available)`,
    description: 'Not yet: the key and the parameters are checked, then the answer is 403.',
    path: pathOf(url),
    query: Type.Object(query),
    answer: null,
    ...(invalidCode && { invalidCode }),
    problems: [invalidCode ?? 'InvalidParameterValue', 'UnauthorizedToAccessResource'],
    caching: 'none',
    handle: async () => {
      throw new Problem('UnauthorizedToAccessResource', `${address} is not available yet.`)
    },
  }
}

/** Each `{name}` of an address, as the text that it is. */
function pathOf(url: string) {
  const names = [...url.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name!)
  const described = names.map((name) => [name, Type.String({ description: `The ${spoken(name)}.` })])
  return Type.Object(Object.fromEntries(described) as TProperties)
}

/** "board_id" is "board id", "assetId" is "asset id". */
const spoken = (name: string) => name.replaceAll(/[-_]|(?=[A-Z])/g, ' ').toLowerCase()
