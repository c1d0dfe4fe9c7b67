import type { FastifyInstance } from 'fastify'
import { methodOf } from './unknown-methods.ts'

/** Logs one line for each answer, and sends its request id with it. No query, header or key is ever logged. */
export function addRequestLog(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    const { url = '' } = request.raw
    const query = url.indexOf('?')
    request.log.info(
      {
        reqId: request.id,
        method: methodOf(request.raw),
        path: query === -1 ? url : url.slice(0, query),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        client: request.client?.id,
      },
      'answered',
    )
    done()
  })
}
