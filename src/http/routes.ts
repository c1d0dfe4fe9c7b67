import fastJsonStringify from 'fast-json-stringify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { GALLERY_PASS_HEADER } from '../access/gallery-pass.ts'
import type { RightsDefaults } from '../catalogue/stated-rights.ts'
import type { TextLanguages } from '../catalogue/text-languages.ts'
import type { Clock } from '../lib/clock.ts'
import type { Language } from '../lib/languages.ts'
import { isProblem, Problem } from '../lib/problem.ts'
import type { AnswerMemory } from './answer-memory.ts'
import { sendCacheable, varyOn } from './caching.ts'
import { type Caller, type CallerSettings, callerOf } from './caller.ts'
import { answerFailure } from './failures.ts'
import { HttpProblem } from './http-problem.ts'
import type { Links } from './links.ts'
import { contentLanguage, negotiateLanguage } from './negotiate-language.ts'
import type { Operation } from './operation.ts'
import { refuseOtherMethods } from './other-methods.ts'
import { readQuery } from './parameters.ts'
import { type Payload, sendPayload, toPayload } from './payload.ts'
import { retiredParameters } from './retired-parameters.ts'
import { METHODS } from './unknown-methods.ts'

export type RouteSettings = CallerSettings & {
  readonly cacheSeconds: number
  readonly unknownParameters: 'refuse' | 'ignore'
  readonly linksFor: (request: FastifyRequest) => Links
  readonly answers: AnswerMemory
  /** Whether answers say that they come from memory (contract 16, Caching). */
  readonly responseCache: boolean
  readonly now: Clock
  readonly rightsDefaults: RightsDefaults
  readonly textLanguages: TextLanguages
}

/** Gives every operation its route, and every address that has one a refusal of all other methods. */
export function addOperations(
  app: FastifyInstance,
  operations: readonly Operation[],
  settings: RouteSettings,
): void {
  const refuseOthers = refuseOtherMethods(app)
  for (const operation of operations) addOperation(app, operation, settings)
  refuseOthers()
}

/** Characters of one part of a path, such as a list of ids. */
export const MAX_PART_LENGTH = 2000

/** The 404 of the API: a route, so that the gate stands before it as before everything that there is. */
export function addUnknownAddresses(app: FastifyInstance): void {
  for (const url of ['/v3', '/v3/*']) {
    app.route({
      method: [...METHODS],
      url,
      exposeHeadRoute: false,
      onRequest: (request, _reply, done) => done(whyUnknown(request.url)),
      handler: () => undefined,
    })
  }
}

/** NOTE: the router takes a part that is too long for no part of an operation's path. */
function whyUnknown(url: string): HttpProblem {
  const parts = url.split('?')[0]!.split('/')
  return parts.some(({ length }) => length > MAX_PART_LENGTH)
    ? new HttpProblem('UriTooLong')
    : new HttpProblem('NotFound', 'There is nothing at this address in the API.')
}

function addOperation(app: FastifyInstance, operation: Operation, settings: RouteSettings): void {
  const stringify = fastJsonStringify((operation.answer ?? {}) as object)
  const retired = retiredParameters(operation.query)
  const { answers, rightsDefaults } = settings
  const reading = { retired, unknown: settings.unknownParameters }
  const vary = varyOn(settings.proxy.countryHeader)
  const varyOfGallery = `${vary},${GALLERY_PASS_HEADER}`

  async function ask(
    request: FastifyRequest,
    language: Language,
    links: Links,
    caller: Caller,
  ): Promise<Payload> {
    const query = readQuery(operation.query, request.query as Record<string, string>, reading)
    const call = {
      path: request.params as Record<string, never>,
      query: query as Record<string, never>,
      client: request.client!,
      caller,
      address: request.raw.url ?? '',
      language,
      links,
      rightsDefaults,
    }
    return toPayload(stringify(await operation.handle(call)), settings.now())
  }

  /** NOTE: what is remembered is sent without a promise, which would cost as much as the look-up. */
  function handle(request: FastifyRequest, reply: FastifyReply): FastifyReply | Promise<FastifyReply> {
    const language = negotiateLanguage(request.headers['accept-language'], settings.textLanguages.current())
    const links = settings.linksFor(request)
    const caller = callerOf(request.client!, request.headers, settings)
    if (operation.caching === 'none') {
      reply.headers({ 'cache-control': 'no-store', 'content-language': contentLanguage(language) })
      return ask(request, language, links, caller).then((payload) => sendPayload(request, reply, payload))
    }
    const question = `${language} ${caller.state} ${links.state} ${request.raw.url}`
    const send = (payload: Payload) =>
      sendCacheable(request, reply, {
        ...{ payload, cacheSeconds: settings.cacheSeconds, language: contentLanguage(language) },
        vary: request.client!.gallery === 1 ? varyOfGallery : vary,
      })
    const known = answers.get(question)
    if (settings.responseCache) reply.headers(cacheHeaders(known, settings.now()))
    if (known) return send(known)
    const asOf = answers.state()
    return ask(request, language, links, caller).then((payload) => {
      answers.set(question, payload, asOf)
      return send(payload)
    })
  }

  app.route({
    method: operation.method,
    url: toFastifyUrl(operation.url),
    config: { operationId: operation.operationId },
    compress: false,
    handler: handle,
    errorHandler: (error, request, reply) => answerFailure(inOwnWords(error, operation), request, reply),
  })
}

/** A wrong parameter goes by the name that the operation has for it, whoever finds it wrong. */
function inOwnWords(error: unknown, { invalidCode }: Operation): unknown {
  const isRenamed = invalidCode !== undefined && isProblem(error, 'InvalidParameterValue')
  return isRenamed ? new Problem(invalidCode, error.message) : error
}

/** "/v3/images/{id}" is "/v3/images/:id" to the router, which would end a name at a hyphen. */
const toFastifyUrl = (url: string) =>
  url.replaceAll(/\{([^}]+)\}/g, (_all, name: string) => `:${name.replaceAll('-', '_')}`)

function cacheHeaders(payload: Payload | undefined, now: Date) {
  if (!payload) return { age: '0', 'x-cache': 'Miss from vitrine' }
  const age = String(Math.max(0, Math.floor((now.getTime() - payload.madeMs) / 1000)))
  return { age, 'x-cache': 'Hit from vitrine' }
}
