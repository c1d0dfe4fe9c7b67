import type { TProperties } from 'typebox'
import type { Access } from '../../access/admission.ts'
import type { RequestProblemCode } from '../../lib/problem.ts'
import type { Answers } from '../answer.ts'
import type { Body } from '../body.ts'

/** What there is to say of an operation that comes with a later step; without a query or a body it reads none. */
export type Waiting = {
  readonly operationId: string
  readonly summary: string
  readonly query?: TProperties
  readonly body?: Body<unknown>
  readonly answers: Answers
  readonly access: Access
  readonly invalidCode?: RequestProblemCode
}

/** By tag, then by method and address: "GET /v3/boards". */
export type WaitingByTag = Readonly<Record<string, Readonly<Record<string, Waiting>>>>
