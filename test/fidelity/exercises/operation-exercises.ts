import type { Answer, Served } from '../../support/library.ts'
import type { Credentials, Shop } from '../shop.ts'
import type { Query } from './exercise.ts'

/** Parts of a request to an operation; a body is sent as JSON, unless it is bytes. */
export type Request = {
  /** Values of the parameters in the path. */
  readonly path?: Readonly<Record<string, string | number>>
  readonly query?: Query
  /** Undefined sends no body. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** By default the user of the shop's customer. */
  readonly as?: Credentials
}

/** A request that differs from the valid one in these parts, and what is expected. */
export type Trial = Request & {
  /** By default that of the valid request or, for a claim about an answer, the one of the claim. */
  readonly status?: number
  readonly code?: string
  /** By default that of the shop. */
  readonly server?: Served
  /** Throws if the response is not what the contract says. */
  readonly check?: (answer: Answer) => void
}

/** A trial, or a function that first brings about what the trial needs. */
export type Attempt = Trial | ((shop: Shop) => Trial | Promise<Trial>)

/** Trials by the values of a claim's subject; a function is for the values of an enumeration. */
export type Trials = Readonly<Record<string, Attempt>> | ((value: string) => Attempt)

/**
 * The exercises of one operation. What is the same for all operations is derived from the valid request: keys, tokens,
 * headers, spellings of the address, wrong values of parameters and members. `trials` adds what only this operation knows
 * (the effect of a parameter, how each of its answers comes about) or does otherwise than derived.
 */
export type OperationExercises = {
  readonly operation: `${'GET' | 'POST' | 'PUT' | 'DELETE'} /${string}`
  /** A valid request. */
  readonly request: Request | ((shop: Shop) => Request | Promise<Request>)
  /** Whether it succeeds only once, so that it is made anew after that. */
  readonly isSpent?: boolean
  /** The status of the response to it. */
  readonly status: number
  /** The error code of that response, where every request is refused. */
  readonly code?: string
  /** The token that the operation needs. */
  readonly token: 'user' | 'any'
  /** By the subject of a claim: a parameter, `body`, `body.member`, a header, `answers`, `access token`. */
  readonly trials: Readonly<Record<string, Trials>>
}
