import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import fastify from 'fastify'

/** The baseline: a Fastify route that streams a file. Run as a separate process: `bare-file.ts FILE`; prints its address. */
const [file] = process.argv.slice(2)
const app = fastify()
app.get('/file', async (_request, reply) => {
  const { size } = await stat(file!)
  return reply.type('image/jpeg').header('content-length', size).send(createReadStream(file!))
})
process.stdout.write(`${await app.listen({ port: 0, host: '127.0.0.1' })}\n`)
process.once('SIGTERM', () => process.exit(0))
