import type { FastifyInstance } from 'fastify'
import { methodOf } from './unknown-methods.ts'

/** Logs one line for each answer, and sends its request id with it. No query, header, key or share link is ever logged. */
export function addRequestLog(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    request.log.info(
      {
        reqId: request.id,
        method: methodOf(request.raw),
        path: loggedPath(request.raw.url ?? ''),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        client: request.client?.id,
      },
      'answered',
    )
    done()
  })
}

/** Whoever has the link of a shared board sees it. */
const SHARE_LINK = /(\/boards\/shared\/|\/v1\/shared-boards\/)[^/]+/i

/** The path of a request without its query, and without the id of a share link. */
function loggedPath(url: string): string {
  const query = url.indexOf('?')
  const path = query === -1 ? url : url.slice(0, query)
  return path.replace(SHARE_LINK, '$1…')
}
