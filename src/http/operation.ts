import type { Static, TObject, TSchema } from 'typebox'
import type { Client } from '../access/clients.ts'
import type { RightsDefaults } from '../catalogue/stated-rights.ts'
import type { Language } from '../lib/languages.ts'
import type { RequestProblemCode } from '../lib/problem.ts'
import type { Caller } from './caller.ts'
import type { Links } from './links.ts'

/** One request, after the gate: parameters are read and checked, the caller is known. */
export type Call<Path, Query> = {
  readonly path: Path
  readonly query: Query
  readonly client: Client
  readonly caller: Caller
  readonly language: Language
  readonly links: Links
  readonly rightsDefaults: RightsDefaults
  /** Path and query as they were asked. */
  readonly address: string
}

/**
 * One operation of the API as a value: it validates, types and filters what is sent, and it is its own entry in
 * the OpenAPI document. Tests, documents and the router walk the same list of them.
 */
export type Operation<Path extends TObject = TObject, Query extends TObject = TObject> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** With `{name}` for a part of the path, as OpenAPI writes it. */
  readonly url: string
  readonly operationId: string
  readonly summary: string
  readonly description?: string
  readonly tag: string
  readonly path: Path
  readonly query: Query
  /** null while the operation waits for a later step. */
  readonly answer: TSchema | null
  /** What its wrong parameters are called (contract 7); InvalidParameterValue unless said otherwise. */
  readonly invalidCode?: RequestProblemCode
  /** Besides what every operation may answer (key, throttle, server failure). */
  readonly problems: readonly RequestProblemCode[]
  /** Whether an answer may be kept by the caller's caches (contract 16, Caching). */
  readonly caching: 'public' | 'none'
  readonly handle: (call: Call<Static<Path>, Static<Query>>) => Promise<unknown>
}

/** Gives an operation its types; the list of all of them forgets these again. */
export function operation<Path extends TObject, Query extends TObject>(
  value: Operation<Path, Query>,
): Operation {
  return value as unknown as Operation
}
