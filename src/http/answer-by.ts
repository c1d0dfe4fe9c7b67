import fastJsonStringify from 'fast-json-stringify'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { authenticate, bearerToken } from '../access/bearer.ts'
import { GALLERY_PASS_HEADER } from '../access/gallery-pass.ts'
import type { FoundToken } from '../access/tokens.ts'
import type { RightsDefaults } from '../catalogue/stated-rights.ts'
import type { TextLanguages } from '../catalogue/text-languages.ts'
import type { Db } from '../db/database.ts'
import type { Clock } from '../lib/clock.ts'
import type { Answers, Status } from './answer.ts'
import type { AnswerMemory } from './answer-memory.ts'
import type { SentBody } from './body.ts'
import { sendCacheable, varyOn } from './caching.ts'
import { type Caller, type CallerSettings, callerOf } from './caller.ts'
import type { Links } from './links.ts'
import { contentLanguage, negotiateLanguage } from './negotiate-language.ts'
import type { Context, Operation, SentRequest } from './operation.ts'
import type { SentQuery } from './parameters.ts'
import { type Payload, sendPayload, toContent, toPayload } from './payload.ts'

/** What the routes of operations need to answer. */
export type RouteSettings = CallerSettings & {
  readonly cacheSeconds: number
  readonly unknownParameters: 'refuse' | 'ignore'
  readonly linksFor: (request: FastifyRequest) => Links
  readonly answers: AnswerMemory
  /** Whether answers tell if they come from memory (contract 16, Caching). */
  readonly responseCache: boolean
  readonly db: Db
  readonly now: Clock
  readonly rightsDefaults: RightsDefaults
  readonly canMakeVideoSizes: boolean
  readonly textLanguages: TextLanguages
}

type Send = (request: FastifyRequest, reply: FastifyReply) => FastifyReply | Promise<FastifyReply>

/** Returns the handler of an operation: it answers from memory if the operation allows that, otherwise by performing it. */
export function answerBy(operation: Operation, settings: RouteSettings): Send {
  const send = operation.caching === 'public' ? sendRemembered : sendFresh
  return send(operation, settings)
}

/** Sends the remembered answer to the same question, as long as the library has not changed. */
function sendRemembered(operation: Operation, settings: RouteSettings): Send {
  const { answers } = settings
  const stringify = stringifier(operation.answers)
  const send = { public: cacheableSender('public', settings), private: cacheableSender('private', settings) }
  const contextOf = contextReader(settings)

  async function ask(request: FastifyRequest, context: Context<Caller>): Promise<Payload> {
    const { body } = await operation.perform(toSent(request, settings), context)
    return toPayload(stringify(200, body), settings.now())
  }

  /** NOTE: remembered answers are sent without a promise, which would cost as much as the look-up. */
  return (request, reply) => {
    const context = contextOf(request)
    return context instanceof Promise
      ? context.then((it) => answer(request, reply, it))
      : answer(request, reply, context)
  }

  function answer(request: FastifyRequest, reply: FastifyReply, context: Context<Caller>) {
    const { language, caller, links } = context
    const question = `${language} ${caller.state} ${links.state} ${request.raw.url}`
    const known = answers.get(question)
    if (settings.responseCache) reply.headers(cacheHeaders(known, settings.now()))
    const sendAs = send[caller.hasToken ? 'private' : 'public']
    if (known) return sendAs(request, reply, known, context)
    const asOf = answers.state()
    return ask(request, context).then((payload) => {
      answers.set(question, payload, asOf)
      return sendAs(request, reply, payload, context)
    })
  }
}

/** Sends an answer that is made for this caller alone. */
function sendFresh(operation: Operation, settings: RouteSettings): Send {
  const stringify = stringifier(operation.answers)
  const contextOf = contextReader(settings)
  const sendPrivate = operation.caching === 'private' ? cacheableSender('private', settings) : null

  return async (request, reply) => {
    const context = await contextOf(request)
    reply.header('content-language', contentLanguage(context.language))
    const answer = await operation.perform(toSent(request, settings), context)
    reply.code(answer.status)
    setHeaders(reply, answer.headers ?? {})
    if (answer.body !== undefined && answer.status === 200 && sendPrivate)
      return sendPrivate(request, reply, toPayload(stringify(200, answer.body), settings.now()), context)
    reply.header('cache-control', 'no-store')
    if (answer.body === undefined) return reply.send()
    return sendPayload(request, reply, toContent(stringify(answer.status, answer.body)))
  }
}

/**
 * Sets headers of an answer in the case in which the operation writes them: over HTTP/1.1 the official PHP client finds
 * only "Location", and Fastify's own methods send "location".
 */
function setHeaders({ raw }: FastifyReply, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) raw.setHeader(name, value)
}

/** Sends an answer that caches may keep: shared ones, or only the caller's own. */
function cacheableSender(who: 'public' | 'private', { cacheSeconds, proxy }: RouteSettings) {
  const vary = varyOn(proxy.countryHeader)
  const varyOfGallery = `${vary},${GALLERY_PASS_HEADER}`
  return (
    request: FastifyRequest,
    reply: FastifyReply,
    payload: Payload,
    { language, caller }: Context<Caller>,
  ) =>
    sendCacheable(request, reply, {
      payload,
      who,
      cacheSeconds,
      language: contentLanguage(language),
      vary: caller.credential.gallery === 1 ? varyOfGallery : vary,
    })
}

/** Returns how the context of a request is made: at once without an access token, else when the token was looked up. */
function contextReader(
  settings: RouteSettings,
): (request: FastifyRequest) => Context<Caller> | Promise<Context<Caller>> {
  const { db, now, textLanguages, linksFor, rightsDefaults, canMakeVideoSizes } = settings
  const toContext = (request: FastifyRequest, found: FoundToken | null): Context<Caller> => ({
    language: negotiateLanguage(request.headers['accept-language'], textLanguages.current()),
    links: linksFor(request),
    caller: callerOf(
      { client: request.client!, headers: request.headers, rate: request.rate },
      settings,
      found,
    ),
    rightsDefaults,
    canMakeVideoSizes,
  })
  return (request) => {
    const token = bearerToken(request.headers.authorization)
    if (token === null) return toContext(request, null)
    return authenticate(db, request.client!, token, now()).then((found) => toContext(request, found))
  }
}

function toSent(request: FastifyRequest, { unknownParameters }: RouteSettings): SentRequest {
  return {
    path: request.params as Record<string, string>,
    query: request.query as SentQuery,
    headers: request.headers,
    body: toSentBody(request),
    unknownParameters,
  }
}

function toSentBody({ body, headers }: FastifyRequest): SentBody {
  const mediaType = (headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase()
  return { bytes: Buffer.isBuffer(body) ? body : Buffer.alloc(0), mediaType }
}

/** Each schema is compiled at its first use, since compiling all of them would delay the start. */
function stringifier(answers: Answers): (status: Status, body: unknown) => string {
  const compiled = new Map<Status, (body: unknown) => string>()
  return (status, body) => {
    const known = compiled.get(status)
    if (known) return known(body)
    const stringify = fastJsonStringify(answers[status]!.schema as object)
    compiled.set(status, stringify)
    return stringify(body)
  }
}

function cacheHeaders(payload: Payload | undefined, now: Date) {
  if (!payload) return { age: '0', 'x-cache': 'Miss from vitrine' }
  const age = String(Math.max(0, Math.floor((now.getTime() - payload.madeMs) / 1000)))
  return { age, 'x-cache': 'Hit from vitrine' }
}
