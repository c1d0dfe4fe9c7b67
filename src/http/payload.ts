import { hash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { Negotiator } from '@fastify/accept-negotiator'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** The JSON of an answer, with the compressed forms that were already made. */
type Content = {
  readonly body: string | Buffer
  readonly compressed: Partial<Record<Encoding, Promise<Buffer>>>
}

/** The JSON of an answer that caches may keep. */
export type Payload = Content & {
  /** Weak, because it identifies the content and not its encoding. */
  readonly etag: string
  /** When it was made, in ms since 1970. */
  readonly madeMs: number
}

type Encoding = keyof typeof COMPRESSORS

/** Level 4 of 11 is the best compromise between size and time for answers compressed on the fly. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }
const COMPRESSORS = {
  br: (body: string | Buffer) => promisify(brotliCompress)(body, BROTLI),
  gzip: (body: string | Buffer) => promisify(gzip)(body),
}
/** Shorter bodies fit into one packet as they are. */
const MIN_COMPRESSED_BYTES = 1024
/** Longer bodies are kept as bytes, which is faster than encoding a string each time. */
const MIN_BUFFER_LENGTH = 4096
const JSON_TYPE = 'application/json; charset=utf-8'

const negotiator = new Negotiator({
  supportedValues: [...(Object.keys(COMPRESSORS) as Encoding[]), 'identity'],
})

/** Makes the content of an answer from its JSON text. */
export const toContent = (json: string): Content => ({
  body: json.length > MIN_BUFFER_LENGTH ? Buffer.from(json) : json,
  compressed: {},
})

/** Makes the payload of a JSON text. */
export function toPayload(json: string, now: Date): Payload {
  const content = toContent(json)
  return { ...content, etag: etagOf(content.body), madeMs: now.getTime() }
}

/** Sends an answer in the encoding that the caller prefers (RFC 9110, 12.5.3); each encoding is made only once. */
export function sendPayload(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  { body, compressed }: Content,
): FastifyReply | Promise<FastifyReply> {
  reply.type(JSON_TYPE)
  const accepted = headers['accept-encoding']
  if (accepted === undefined || body.length < MIN_COMPRESSED_BYTES) return reply.send(body)
  const encoding = negotiator.negotiate(String(accepted)) ?? 'identity'
  if (encoding === 'identity') return reply.send(body)
  compressed[encoding] ??= COMPRESSORS[encoding](body)
  reply.header('content-encoding', encoding)
  return compressed[encoding].then((bytes) => reply.send(bytes))
}

/** The ETag of a content (RFC 9110, 8.8.3). */
export const etagOf = (body: string | Buffer) => `W/"${hash('sha1', body, 'base64url')}"`
