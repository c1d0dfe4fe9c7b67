import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Db } from '../db/database.ts'
import { findDelivery } from '../downloads/deliver.ts'
import { isDeliveryLink } from '../downloads/delivery-link.ts'
import { secondsLeft } from '../downloads/expiring-signature.ts'
import type { FileServices } from '../downloads/prepare-file.ts'
import type { Clock } from '../lib/clock.ts'
import type { ReceiptKey } from '../receipts/receipt-key.ts'
import { isFresh } from './caching.ts'
import { HttpProblem } from './http-problem.ts'
import type { Links } from './links.ts'
import { sendBytes } from './send-bytes.ts'
import { stillBeingMade } from './still-being-made.ts'

/** For how long the address in a bucket can be used to which a client is sent; its link can be used again for another one. */
const ELSEWHERE_SECONDS = 60
/** Links are not shared between people, and end when the asset is withdrawn. */
const CACHING = 'private, no-store'
const GONE = 'This file is not available any more.'
const GIVEN_BACK = 'What the download was charged has been given back.'

type DeliveryRequest = FastifyRequest<{
  Params: { download: string; file: string }
  Querystring: Record<string, unknown>
}>

/** Delivers the files of downloads by signed link; no key is needed, because the link itself grants access. */
export function addDeliveries(
  app: FastifyInstance,
  services: FileServices & {
    readonly db: Db
    readonly receiptKey: ReceiptKey
    readonly linkSecret: string
    readonly now: Clock
  },
  linksFor: (request: FastifyRequest) => Links,
): void {
  const { linkSecret } = services
  // Uncompressed, even an SVG: length, ranges and resumption are those of the file.
  app.get(
    '/deliveries/:download/:file',
    { compress: false },
    async (request: DeliveryRequest, reply: FastifyReply) => {
      const { download: downloadId, file: fileName } = request.params
      const now = services.now()
      if (!isDeliveryLink(linkSecret, { downloadId, fileName, query: request.query }, now))
        throw new HttpProblem('Forbidden')
      const delivered = await findDelivery(services, downloadId, now)
      if (delivered.is === 'unfinished') throw stillBeingMade('file', delivered.unfinished)
      if (delivered.is === 'refunded') throw new HttpProblem('NotFound', `${delivered.reason} ${GIVEN_BACK}`)
      if (delivered.is === 'gone') throw new HttpProblem('NotFound', GONE)
      const { delivery } = delivered
      const { tag, mediaType, file } = delivery
      const etag = `"${tag}"`
      try {
        if (isFresh(request, etag)) return reply.headers({ etag, 'cache-control': CACHING }).code(304).send()
        // Unquoted: clients take it as it stands (clients.md 6).
        const contentDisposition = `attachment; filename=${delivery.fileName}`
        const headers = {
          'cache-control': CACHING,
          link: `<${linksFor(request).api(`/v1/receipts/${downloadId}`)}>; rel="describedby"; type="application/json"`,
        }
        // An address is for one method.
        if (file.addressFor && request.method === 'GET') {
          const seconds = Math.min(ELSEWHERE_SECONDS, secondsLeft(request.query, now))
          const location = await file.addressFor({ seconds, mediaType, contentDisposition })
          return reply
            .headers({ ...headers, location })
            .code(302)
            .send()
        }
        return await sendBytes(
          { request, reply },
          { etag, mediaType, file },
          { ...headers, 'content-disposition': contentDisposition },
        )
      } finally {
        await file.close()
      }
    },
  )
}
