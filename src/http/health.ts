import type { FastifyInstance } from 'fastify'
import { unreadIn } from './failures.ts'
import { HttpProblem } from './http-problem.ts'

type Readiness = {
  readonly isStopping: () => boolean
  /** Returns how many changes of the records are not searchable yet. */
  readonly unindexedChanges: () => Promise<number>
  /**
   * Returns whether the index has had all changes that there were at the start; null for a server without others, which answers from
   * what there is.
   */
  readonly isCaughtUp: (() => Promise<boolean>) | null
  readonly isIndexUnsaved: () => boolean
}

/**
 * For load balancers and supervisors: whether the process is alive, and whether it is ready for requests. A node beside others is not
 * ready before it finds what they find, and stays ready while it cannot reach what they cannot reach either: without any
 * node, nothing would be answered.
 */
export function addHealth(
  app: FastifyInstance,
  { isStopping, unindexedChanges, isCaughtUp, isIndexUnsaved }: Readiness,
): void {
  app.get('/healthz', async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  )
  app.get('/readyz', async (_request, reply) => {
    if (isStopping()) throw new HttpProblem('ServiceUnavailable', 'The server is stopping.')
    reply.header('cache-control', 'no-store')
    const isBesideOthers = isCaughtUp !== null
    if (isBesideOthers && !(await isCaughtUp()))
      throw new HttpProblem('ServiceUnavailable', 'The index of this node is not complete yet.')
    const count = await unindexedChanges().catch((error) => {
      const unreachable = isBesideOthers ? unreadIn(error) : null
      if (unreachable === null) throw error
      return { unreachable }
    })
    if (typeof count !== 'number') return reply.send({ status: 'ready', ...count })
    return reply.send({
      ...(count === 0 ? { status: 'ready' } : { status: 'indexing', unindexed_changes: count }),
      ...(isIndexUnsaved() && { index_unsaved: true }),
    })
  })
}
