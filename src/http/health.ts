import type { FastifyInstance } from 'fastify'
import { HttpProblem } from './http-problem.ts'

type Readiness = {
  readonly isStopping: () => boolean
  /** Returns how many changes of the records are not searchable yet. */
  readonly unindexedChanges: () => Promise<number>
  readonly isIndexUnsaved: () => boolean
}

/** For load balancers and supervisors: whether the process is alive, and whether it is ready for requests. */
export function addHealth(
  app: FastifyInstance,
  { isStopping, unindexedChanges, isIndexUnsaved }: Readiness,
): void {
  app.get('/healthz', async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  )
  app.get('/readyz', async (_request, reply) => {
    if (isStopping()) throw new HttpProblem('ServiceUnavailable', 'The server is stopping.')
    const count = await unindexedChanges()
    return reply.header('cache-control', 'no-store').send({
      ...(count === 0 ? { status: 'ready' } : { status: 'indexing', unindexed_changes: count }),
      ...(isIndexUnsaved() && { index_unsaved: true }),
    })
  })
}
