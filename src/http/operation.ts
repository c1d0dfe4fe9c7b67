import type { IncomingHttpHeaders } from 'node:http'
import type { Static, TObject, TSchema } from 'typebox'
import type { Ability } from '../access/abilities.ts'
import { type Access, admit } from '../access/admission.ts'
import type { RightsDefaults } from '../catalogue/stated-rights.ts'
import type { Language } from '../lib/languages.ts'
import type { RequestProblemCode } from '../lib/problem.ts'
import type { Answer, AnswerOf, Answers } from './answer.ts'
import { type Body, NO_BODY, type SentBody } from './body.ts'
import { type Caller, type PublicCaller, publicPart } from './caller.ts'
import type { Links } from './links.ts'
import { invalid, readPath, readQuery, type SentQuery } from './parameters.ts'
import { byAbilities } from './parameters-by-ability.ts'
import { retiredParameters } from './retired-parameters.ts'

/** What an operation needs to know of a request besides its parameters. */
export type Context<Who> = {
  readonly caller: Who
  readonly language: Language
  readonly links: Links
  readonly rightsDefaults: RightsDefaults
  /** Whether this machine can make sizes of videos. */
  readonly canMakeVideoSizes: boolean
}

/** One request, after the gate: path, query and body are read and checked, the caller is known and admitted. */
export type Call<Path, Query, Content, Who> = Context<Who> & {
  readonly path: Path
  readonly query: Query
  readonly body: Content
  /** The query as it was sent. */
  readonly sentQuery: SentQuery
  /** By which the caller names the request, so that a repeat of it is known; null where it does not. */
  readonly idempotencyKey: string | null
}

/** A request as the router hands it over, not yet checked. */
export type SentRequest = {
  readonly path: Readonly<Record<string, string>>
  readonly query: SentQuery
  readonly headers: IncomingHttpHeaders
  readonly body: SentBody
  readonly unknownParameters: 'refuse' | 'ignore'
}

/** The description of an operation, from which router, OpenAPI document and tests are derived. */
type Description<Path extends TObject = TObject, Query extends TObject = TObject> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** The path, with parameters as `{name}` like in OpenAPI. */
  readonly url: string
  readonly operationId: string
  readonly summary: string
  readonly description?: string
  readonly tag: string
  readonly path: Path
  readonly query: Query
  readonly body: Body<unknown>
  readonly answers: Answers
  readonly access: Access
  /**
   * Who may cache an answer (contract 16, Caching): `public` everyone including this server, `private` only the caller,
   * `none` no one.
   */
  readonly caching: 'public' | 'private' | 'none'
  /** The code for invalid parameters (contract 7); InvalidParameterValue by default. */
  readonly invalidCode?: RequestProblemCode
  /** Failures besides those that follow from the rest of the description. */
  readonly problems: readonly RequestProblemCode[]
}

/** One operation of the API as a value: it validates requests and describes itself for the OpenAPI document. */
export type Operation = Description & {
  /** Validates a request by the schemas and answers it. @throws Problem */
  readonly perform: (request: SentRequest, context: Context<Caller>) => Promise<Answer>
}

/** An operation whose answers depend on the caller, or that changes something. */
export function operation<Path extends TObject, Query extends TObject, Content, A extends Answers>({
  handle,
  ...description
}: Description<Path, Query> & {
  readonly body: Body<Content>
  readonly answers: A
  readonly caching: 'private' | 'none'
  readonly handle: (call: Call<Static<Path>, Static<Query>, Content, Caller>) => Promise<AnswerOf<A>>
}): Operation {
  const read = reader(description, description.body)
  return {
    ...description,
    async perform(request, context) {
      const call = { ...context, ...read(request, context.caller) }
      admit(context.caller, description.access)
      return handle(call)
    },
  }
}

/**
 * An operation whose answers are the same for all callers with the same abilities, country and rights, so that they may
 * be cached. It does not see which client, customer or person is calling.
 */
export function publicOperation<Path extends TObject, Query extends TObject, S extends TSchema>({
  answer,
  handle,
  ability = null,
  ...rest
}: Omit<Description<Path, Query>, 'method' | 'body' | 'answers' | 'access' | 'caching'> & {
  /** Schema of the answer with status 200. */
  readonly answer: S
  readonly ability?: Ability | null
  readonly handle: (call: Call<Static<Path>, Static<Query>, null, PublicCaller>) => Promise<Static<S>>
}): Operation {
  const access: Access = { token: null, ability }
  const read = reader(rest, NO_BODY)
  return {
    ...rest,
    method: 'GET',
    body: NO_BODY,
    answers: { 200: { schema: answer } },
    access,
    caching: 'public',
    async perform(request, { caller, ...context }) {
      const call = { ...context, caller: publicPart(caller), ...read(request, caller) }
      admit(caller, access)
      return { status: 200, body: await handle(call) }
    },
  }
}

function reader<Path extends TObject, Query extends TObject, Content>(
  { url, path, query }: Pick<Description<Path, Query>, 'url' | 'path' | 'query'>,
  body: Body<Content>,
) {
  const retired = retiredParameters({ url, query })
  const queryFor = byAbilities(query)
  return (request: SentRequest, caller: Pick<Caller, 'abilities'>) => ({
    path: readPath(path, request.path),
    query: readQuery(queryFor(caller.abilities), request.query, {
      retired,
      unknown: request.unknownParameters,
    }),
    body: body.read(request.body),
    sentQuery: request.query,
    idempotencyKey: readIdempotencyKey(request.headers),
  })
}

const MAX_KEY_LENGTH = 255

/** @throws Problem InvalidParameterValue when the header Idempotency-Key is too long. */
function readIdempotencyKey({ 'idempotency-key': key }: IncomingHttpHeaders): string | null {
  const text = String(key ?? '').trim()
  if (text.length > MAX_KEY_LENGTH)
    throw invalid('Idempotency-Key', text, `it may have at most ${MAX_KEY_LENGTH} characters`)
  return text === '' ? null : text
}
