import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { BlobStore } from '../blobs/blob-store.ts'
import type { Db } from '../db/database.ts'
import { findDelivery } from '../downloads/deliver.ts'
import { isDeliveryLink } from '../downloads/delivery-link.ts'
import type { Clock } from '../lib/clock.ts'
import { requestedRange } from './byte-ranges.ts'
import { HttpProblem } from './http-problem.ts'

type DeliveryRequest = FastifyRequest<{
  Params: { download: string; file: string }
  Querystring: Record<string, unknown>
}>

/** Delivers the files of downloads by signed link; no key is needed, because the link itself grants access. */
export function addDeliveries(
  app: FastifyInstance,
  services: { readonly db: Db; readonly blobs: BlobStore; readonly linkSecret: string; readonly now: Clock },
): void {
  const { blobs, linkSecret } = services
  app.get('/deliveries/:download/:file', async (request: DeliveryRequest, reply: FastifyReply) => {
    const { download: downloadId, file: fileName } = request.params
    const now = services.now()
    if (!isDeliveryLink(linkSecret, { downloadId, fileName, query: request.query }, now))
      throw new HttpProblem('Forbidden')
    const delivery = await findDelivery(services, downloadId, now)
    if (!delivery) throw new HttpProblem('NotFound', 'This file is not available any more.')
    const { blob, bytes, mediaType } = delivery
    const etag = `"${blob}"`
    const range = requestedRange(request, { etag, bytes })
    const file = await blobs.open(blob, range ?? undefined)
    if (!file) throw new HttpProblem('NotFound', 'This file is not available any more.')
    reply.type(mediaType).headers({
      'cache-control': 'private, no-store',
      // Unquoted: clients take it as it stands (clients.md 6).
      'content-disposition': `attachment; filename=${delivery.fileName}`,
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
      etag,
    })
    if (range === null) return reply.header('content-length', bytes).send(file.stream)
    const { start, end } = range
    reply.code(206).header('content-range', `bytes ${start}-${end}/${bytes}`)
    return reply.header('content-length', end - start + 1).send(file.stream)
  })
}
