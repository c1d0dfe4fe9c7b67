import { Type } from 'typebox'
import { Problem } from '../../lib/problem.ts'
import { NO_BODY } from '../body.ts'
import { type Operation, waitingOperation } from '../operation.ts'
import { invalid } from '../parameters.ts'
import { WAITING } from './data/waiting.ts'
import { pathOf } from './path-of.ts'
import type { Waiting } from './waiting-operation.ts'

/**
 * The operations that are not available yet. Each checks the key and the request like any other and then refuses it, so
 * that integrators already see mistakes in what their programs send (contract 16, Not yet).
 */
export const notYet = (): Operation[] =>
  Object.entries(WAITING).flatMap(([tag, operations]) =>
    Object.entries(operations).map(([address, waiting]) => refusal(tag, address, waiting)),
  )

function refusal(
  tag: string,
  address: string,
  { summary, query = {}, required, body = NO_BODY, ...waiting }: Waiting,
): Operation {
  const [method, url] = address.split(' ') as [Operation['method'], string]
  const what = body === NO_BODY ? 'the parameters' : 'the request'
  return waitingOperation({
    ...waiting,
    method,
    url,
    tag,
    body,
    // Lists of operations, as in the sidebar of /docs, show only the summary.
    summary: `${summary} (not yet available)`,
    description: `Not available yet: the key and ${what} are checked, then the answer is 403.`,
    path: pathOf(url),
    query: Type.Object(query),
    problems: ['UnauthorizedToAccessResource'],
    caching: 'none',
    refuse: (sent) =>
      required !== undefined && sent[required] === undefined
        ? invalid(required, '', 'it must be given')
        : new Problem('UnauthorizedToAccessResource', `${address} is not available yet.`),
  })
}
