import fastJsonStringify from 'fast-json-stringify'
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import { Problem } from '../lib/problem.ts'
import { answerCacheable } from './caching.ts'
import { negotiateLanguage } from './languages.ts'
import type { Links } from './links.ts'
import type { Operation } from './operation.ts'
import { readQuery } from './parameters.ts'

export type RouteSettings = {
  readonly cacheSeconds: number
  readonly unknownParameters: 'refuse' | 'ignore'
  readonly linksFor: (request: FastifyRequest) => Links
}

const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']

/** Gives every operation its route, and every address that has one a refusal of all other methods. */
export function addOperations(
  app: FastifyInstance,
  operations: readonly Operation[],
  settings: RouteSettings,
): void {
  for (const operation of operations) addOperation(app, operation, settings)
  const byUrl = Map.groupBy(operations, ({ url }) => url)
  for (const [url, there] of byUrl) {
    const allowed = new Set<HTTPMethods>(
      there.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])),
    )
    const headers = { allow: [...allowed, 'OPTIONS'].join(', ') }
    app.route({
      method: METHODS.filter((method) => !allowed.has(method)),
      url: toFastifyUrl(url),
      onRequest: (request, _reply, done) =>
        done(new Problem('MethodNotAllowed', `${request.method} is not for this address.`, { headers })),
      handler: () => undefined,
    })
  }
}

function addOperation(app: FastifyInstance, operation: Operation, settings: RouteSettings): void {
  const stringify = fastJsonStringify(operation.answer as object)
  const { retired = {} } = operation
  const reading = { retired, unknown: settings.unknownParameters }

  async function handle(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const language = negotiateLanguage(request.headers['accept-language'])
    const answer = await operation.handle({
      path: request.params as Record<string, never>,
      query: readQuery(operation.query, request.query as Record<string, string>, reading) as Record<
        string,
        never
      >,
      client: request.client!,
      language,
      links: settings.linksFor(request),
    })
    const payload = stringify(answer)
    if (operation.caching === 'public') {
      return answerCacheable(request, reply, { payload, cacheSeconds: settings.cacheSeconds, language })
    }
    const headers = { 'cache-control': 'no-store', 'content-language': language }
    return reply.headers(headers).type('application/json; charset=utf-8').send(payload)
  }

  app.route({
    method: operation.method,
    url: toFastifyUrl(operation.url),
    config: { operationId: operation.operationId },
    handler: handle,
  })
}

/** "/v3/images/{id}" is "/v3/images/:id" to the router. */
const toFastifyUrl = (url: string) => url.replaceAll(/\{([^}]+)\}/g, ':$1')
