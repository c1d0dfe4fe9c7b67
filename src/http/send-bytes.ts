import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ByteRange } from '../blobs/blob-store.ts'
import { requestedRange } from './byte-ranges.ts'
import { HttpProblem } from './http-problem.ts'

/** A file of which a request may want a part. */
type Content = {
  readonly etag: string
  readonly mediaType: string
  /** Length of the whole file as it was recorded, by which ranges are counted. */
  readonly bytes: number
  /** Opens the file, or a range of it, with the length of the whole; null when it is no longer there. */
  readonly open: (range?: ByteRange) => Promise<{ readonly stream: Readable; readonly bytes: number } | null>
  /** What the caller is told when it is no longer there. */
  readonly gone: string
}

/**
 * Sends a file, or the requested range of its bytes (RFC 9110, section 14), with these headers.
 *
 * @throws HttpProblem NotFound when it is no longer there, RangeNotSatisfiable.
 */
export async function sendBytes(
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  { etag, mediaType, bytes, open, gone }: Content,
  headers: Readonly<Record<string, string>>,
): Promise<FastifyReply> {
  const range = requestedRange(request, { etag, bytes })
  const file = await open(range ?? undefined)
  if (!file) throw new HttpProblem('NotFound', gone)
  const common = { 'accept-ranges': 'bytes', 'x-content-type-options': 'nosniff', etag }
  reply.type(mediaType).headers({ ...common, ...headers })
  if (range === null) return reply.header('content-length', file.bytes).send(file.stream)
  const { start, end } = range
  reply.code(206).header('content-range', `bytes ${start}-${end}/${bytes}`)
  return reply.header('content-length', end - start + 1).send(file.stream)
}
