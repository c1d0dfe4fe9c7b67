import type { FastifyInstance } from 'fastify'
import { HttpProblem } from './http-problem.ts'

/** For load balancers and supervisors: alive at all, and able to answer requests. */
export function addHealth(app: FastifyInstance, isStopping: () => boolean): void {
  app.get('/healthz', async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  )
  app.get('/readyz', async (_request, reply) => {
    if (isStopping()) throw new HttpProblem('ServiceUnavailable', 'The server is stopping.')
    return reply.header('cache-control', 'no-store').send({ status: 'ready' })
  })
}
