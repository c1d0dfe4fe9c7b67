import fastify from 'fastify'
import sharp from 'sharp'

/**
 * A baseline: a Fastify route that sends a picture in another size, and does nothing else. Run as a separate process:
 * `bare-resize.ts SIDE QUALITY`; prints its address.
 */
const [side, quality] = process.argv.slice(2).map(Number)
sharp.concurrency(1)
const app = fastify()
app.get('/resized', async (request, reply) => {
  const { path } = request.query as { path: string }
  const box = { width: side!, height: side!, fit: 'inside', withoutEnlargement: true } as const
  const content = await sharp(path).rotate().resize(box).jpeg({ quality: quality! }).toBuffer()
  return reply.type('image/jpeg').send(content)
})
process.stdout.write(`${await app.listen({ port: 0, host: '127.0.0.1' })}\n`)
process.once('SIGTERM', () => process.exit(0))
