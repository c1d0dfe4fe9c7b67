import type { FastifyInstance } from 'fastify'
import { HttpProblem } from './http-problem.ts'

/** For load balancers and supervisors: whether the process is alive, and whether it is ready for requests. */
export function addHealth(app: FastifyInstance, isStopping: () => boolean): void {
  app.get('/healthz', async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  )
  app.get('/readyz', async (_request, reply) => {
    if (isStopping()) throw new HttpProblem('ServiceUnavailable', 'The server is stopping.')
    return reply.header('cache-control', 'no-store').send({ status: 'ready' })
  })
}
