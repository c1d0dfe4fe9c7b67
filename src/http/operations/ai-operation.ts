import type { TProperties } from 'typebox'
import type { RequestProblemCode } from '../../lib/problem.ts'
import type { Answers } from '../answer.ts'
import type { Body } from '../body.ts'

/** An operation of AI generation, with what a customer without a product for it is answered; query and body are optional. */
export type AiOperation = {
  readonly operationId: string
  readonly summary: string
  readonly query?: TProperties
  readonly body?: Body<unknown>
  readonly answers: Answers
  /** An empty list, or why the request is refused. */
  readonly result: { readonly body: object } | { readonly refusedAs: RequestProblemCode }
}
