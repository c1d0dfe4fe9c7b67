import { type TProperties, Type } from 'typebox'
import { Problem } from '../../lib/problem.ts'
import { NO_BODY } from '../body.ts'
import { type Operation, waitingOperation } from '../operation.ts'
import { WAITING } from './data/waiting.ts'
import type { Waiting } from './waiting-operation.ts'

/**
 * The operations that wait. Each checks the key and what it is sent like any other and is then refused, so that who
 * integrates sees today what a program sends wrongly, and that the rest comes later (contract 16, Not yet).
 */
export const notYet = (): Operation[] =>
  Object.entries(WAITING).flatMap(([tag, operations]) =>
    Object.entries(operations).map(([address, waiting]) => refusal(tag, address, waiting)),
  )

function refusal(
  tag: string,
  address: string,
  { summary, query = {}, body = NO_BODY, ...waiting }: Waiting,
): Operation {
  const [method, url] = address.split(' ') as [Operation['method'], string]
  const what = body === NO_BODY ? 'the parameters' : 'what is sent'
  return waitingOperation({
    ...waiting,
    method,
    url,
    tag,
    body,
    // Lists of operations, as in the sidebar of /docs, show the summary alone.
    summary: `${summary} (not yet available)`,
    description: `Not yet: the key and ${what} are checked, then the answer is 403.`,
    path: pathOf(url),
    query: Type.Object(query),
    problems: ['UnauthorizedToAccessResource'],
    caching: 'none',
    refuse: () => new Problem('UnauthorizedToAccessResource', `${address} is not available yet.`),
  })
}

/** Each `{name}` of an address, as the text that it is. */
function pathOf(url: string) {
  const names = [...url.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name!)
  const described = names.map((name) => [name, Type.String({ description: `The ${spoken(name)}.` })])
  return Type.Object(Object.fromEntries(described) as TProperties)
}

/** "board_id" is "board id", "assetId" is "asset id". */
const spoken = (name: string) => name.replaceAll(/[-_]|(?=[A-Z])/g, ' ').toLowerCase()
