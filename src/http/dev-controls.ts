import type { FastifyInstance } from 'fastify'

/** What a development server lets its callers do to it. A production server has none of this. */
export function addDevControls(app: FastifyInstance, reset: () => Promise<void>): void {
  app.post('/__dev/reset', async (_request, reply) => {
    await reset()
    return reply.code(204).header('cache-control', 'no-store').send()
  })
}
