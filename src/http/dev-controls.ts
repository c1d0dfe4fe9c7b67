import type { FastifyInstance } from 'fastify'

/** Lets callers reset the library; only development servers have this. */
export function addDevControls(app: FastifyInstance, reset: () => Promise<void>): void {
  app.post('/__dev/reset', async (_request, reply) => {
    await reset()
    return reply.code(204).header('cache-control', 'no-store').send()
  })
}
