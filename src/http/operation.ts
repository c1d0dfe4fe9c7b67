import type { Static, TObject, TSchema } from 'typebox'
import type { Ability } from '../access/abilities.ts'
import { type Access, admit } from '../access/admission.ts'
import type { RightsDefaults } from '../catalogue/stated-rights.ts'
import type { Language } from '../lib/languages.ts'
import type { Problem, RequestProblemCode } from '../lib/problem.ts'
import type { Answer, AnswerOf, Answers } from './answer.ts'
import { type Body, NO_BODY, type SentBody } from './body.ts'
import { type Caller, type PublicCaller, publicPart } from './caller.ts'
import type { Links } from './links.ts'
import { readPath, readQuery, type SentQuery } from './parameters.ts'
import { retiredParameters } from './retired-parameters.ts'

/** What an operation needs to know of a request besides its parameters. */
export type Context<Who> = {
  readonly caller: Who
  readonly language: Language
  readonly links: Links
  readonly rightsDefaults: RightsDefaults
}

/** One request, after the gate: path, query and body are read and checked, the caller is known and admitted. */
export type Call<Path, Query, Content, Who> = Context<Who> & {
  readonly path: Path
  readonly query: Query
  readonly body: Content
  /** The query as it was sent. */
  readonly sentQuery: SentQuery
}

/** A request as the router hands it over: nothing of it is checked yet. */
export type SentRequest = {
  readonly path: Readonly<Record<string, string>>
  readonly query: SentQuery
  readonly body: SentBody
  readonly unknownParameters: 'refuse' | 'ignore'
}

/** What every operation says of itself. Router, OpenAPI document and tests follow from it. */
type Description<Path extends TObject = TObject, Query extends TObject = TObject> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** With `{name}` for a part of the path, as OpenAPI writes it. */
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
   * Who may keep an answer (contract 16, Caching): `public` everybody and this server, `private` the caller's own cache,
   * `none` nobody.
   */
  readonly caching: 'public' | 'private' | 'none'
  /** What its wrong parameters are called (contract 7); InvalidParameterValue unless said otherwise. */
  readonly invalidCode?: RequestProblemCode
  /** Besides what follows from the rest of the description. */
  readonly problems: readonly RequestProblemCode[]
}

/** One operation of the API as a value: it checks what is sent, and it is its own entry in the OpenAPI document. */
export type Operation = Description & {
  /** Reads a request by the schemas and answers it. @throws Problem */
  readonly perform: (request: SentRequest, context: Context<Caller>) => Promise<Answer>
}

/** An operation whose answers depend on who asks, or that changes something. */
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
      const call = { ...context, ...read(request) }
      admit(context.caller, description.access)
      return handle(call)
    },
  }
}

/**
 * An operation whose answers are the same for every caller of the same abilities and country, so that they may be kept.
 * It is not told which client, customer or person asks.
 */
export function publicOperation<Path extends TObject, Query extends TObject, S extends TSchema>({
  answer,
  handle,
  ability = null,
  ...rest
}: Omit<Description<Path, Query>, 'method' | 'body' | 'answers' | 'access' | 'caching'> & {
  /** Of status 200. */
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
      const call = { ...context, caller: publicPart(caller), ...read(request) }
      admit(caller, access)
      return { status: 200, body: await handle(call) }
    },
  }
}

/**
 * An operation that comes with a later step: it checks what is sent like any other, and is then refused (contract 16,
 * Not yet). The access that it declares is part of its description alone: a client that was told first that a token is
 * missing would get one, and be refused all the same.
 */
export function waitingOperation({
  refuse,
  ...description
}: Description & { readonly caching: 'none'; readonly refuse: () => Problem }): Operation {
  const read = reader(description, description.body)
  return {
    ...description,
    async perform(request) {
      read(request)
      throw refuse()
    },
  }
}

function reader<Path extends TObject, Query extends TObject, Content>(
  { path, query }: Pick<Description<Path, Query>, 'path' | 'query'>,
  body: Body<Content>,
) {
  const retired = retiredParameters(query)
  return (request: SentRequest) => ({
    path: readPath(path, request.path),
    query: readQuery(query, request.query, { retired, unknown: request.unknownParameters }),
    body: body.read(request.body),
    sentQuery: request.query,
  })
}
