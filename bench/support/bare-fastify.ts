import fastify from 'fastify'

/**
 * The baseline: Fastify routes that send fixed bytes. Run as a separate process with a list of `{ url, type, body }` as
 * its argument; prints its base address.
 */
const routes = JSON.parse(process.argv[2]!) as { url: string; type: string; body: string }[]
const app = fastify()
for (const { url, type, body } of routes) app.get(url, (_request, reply) => reply.type(type).send(body))
process.stdout.write(`${await app.listen({ port: 0, host: '127.0.0.1' })}\n`)
process.once('SIGTERM', () => process.exit(0))
