import type { TProperties } from 'typebox'
import type { Access } from '../../access/admission.ts'
import type { RequestProblemCode } from '../../lib/problem.ts'
import type { Answers } from '../answer.ts'
import type { Body } from '../body.ts'

/** The description of an operation that is not available yet; query and body are optional. */
export type Waiting = {
  readonly operationId: string
  readonly summary: string
  readonly query?: TProperties
  /** A parameter of the query without which the request is refused. */
  readonly required?: string
  readonly body?: Body<unknown>
  readonly answers: Answers
  readonly access: Access
  readonly invalidCode?: RequestProblemCode
}

/** By tag, then by method and address: "GET /v3/boards". */
export type WaitingByTag = Readonly<Record<string, Readonly<Record<string, Waiting>>>>
