import type { OutgoingHttpHeaders } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { OpenFile } from '../blobs/open-file.ts'
import { requestedRange } from './byte-ranges.ts'
import { sendFile } from './send-file.ts'

/** What a browser that opens a file as a page may do with it: show it as what its type says, and run or load nothing. */
export const FILE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox",
  'x-content-type-options': 'nosniff',
} as const

/** A file of which a request may want a part. */
type Content = { readonly etag: string; readonly mediaType: string; readonly file: OpenFile }

/**
 * Sends a file, or the requested range of its bytes (RFC 9110, section 14), with these headers. Resolves when the file is
 * not needed any more.
 *
 * @throws HttpProblem RangeNotSatisfiable.
 */
export async function sendBytes(
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  { etag, mediaType, file }: Content,
  headers: Readonly<Record<string, string>>,
): Promise<FastifyReply> {
  const range = requestedRange(request, { etag, bytes: file.bytes })
  const { start, end } = range ?? { start: 0, end: file.bytes - 1 }
  if (range !== null) reply.code(206).header('content-range', `bytes ${start}-${end}/${file.bytes}`)
  reply.type(mediaType).headers({
    ...FILE_HEADERS,
    'accept-ranges': 'bytes',
    etag,
    ...headers,
    'content-length': end - start + 1,
  })
  reply.hijack()
  const { raw: response } = reply
  response.writeHead(reply.statusCode, reply.getHeaders() as OutgoingHttpHeaders)
  if (request.method === 'HEAD') response.end()
  else
    await sendFile(response, file, { start, end }).catch((error) => {
      request.log.error({ reqId: request.id, err: error }, 'a file could not be sent')
      response.destroy()
    })
  return reply
}
