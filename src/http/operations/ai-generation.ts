import { type TSchema, Type } from 'typebox'
import { ANY_TOKEN } from '../../access/admission.ts'
import { Problem } from '../../lib/problem.ts'
import { NO_BODY } from '../body.ts'
import { type Operation, operation } from '../operation.ts'
import type { AiOperation } from './ai-operation.ts'
import { AI_GENERATION } from './data/ai-generation.ts'
import { pathOf } from './path-of.ts'

/**
 * AI generation. No customer has a product for it, so that nothing was ever generated and no file was registered
 * (contract 16, AI generation).
 */
export const aiGeneration = (): Operation[] =>
  Object.entries(AI_GENERATION).map(([address, described]) => toOperation(address, described))

function toOperation(
  address: string,
  { query = {}, body = NO_BODY, result, answers, ...rest }: AiOperation,
): Operation {
  const [method, url] = address.split(' ') as [Operation['method'], string]
  return operation({
    ...rest,
    method,
    url,
    tag: 'AI generation',
    description:
      'Answered as to a customer without a product of the type aigen: this library generates nothing.',
    path: pathOf(url),
    query: Type.Object(query),
    body,
    // Lists are all that is ever sent, and these have a schema.
    answers: answers as { readonly 200: { readonly schema: TSchema } },
    access: ANY_TOKEN,
    caching: 'none',
    problems: ['AuthorizationTokenRequired', ...('refusedAs' in result ? [result.refusedAs] : [])],
    async handle() {
      if ('refusedAs' in result) throw new Problem(result.refusedAs)
      return { status: 200, body: result.body }
    },
  })
}
