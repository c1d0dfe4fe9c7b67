import type { FastifyInstance } from 'fastify'

/** For load balancers and supervisors: alive at all, and able to answer requests. */
export function addHealth(app: FastifyInstance): void {
  app.get('/healthz', async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  )
  app.get('/readyz', async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ready' }),
  )
}
