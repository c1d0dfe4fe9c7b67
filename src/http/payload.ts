import { hash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { Negotiator } from '@fastify/accept-negotiator'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** The JSON of an answer, with its ETag and the forms in which it was already sent. */
export type Payload = {
  readonly body: string | Buffer
  /** Weak, for it names the content and not the form in which it is sent. */
  readonly etag: string
  /** When it was made, in ms since 1970. */
  readonly madeMs: number
  readonly compressed: Partial<Record<Encoding, Promise<Buffer>>>
}

type Encoding = keyof typeof COMPRESSORS

/** Of brotli's eleven levels the fourth is where size and time meet for what is made anew. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }
const COMPRESSORS = {
  br: (body: string | Buffer) => promisify(brotliCompress)(body, BROTLI),
  gzip: (body: string | Buffer) => promisify(gzip)(body),
}
/** Shorter bodies fit into one packet as they are. */
const WORTH_COMPRESSING = 1024
/** Longer ones are sent quicker as bytes than as a text that is encoded each time. */
const LONG = 4096
const JSON_TYPE = 'application/json; charset=utf-8'

const negotiator = new Negotiator({
  supportedValues: [...(Object.keys(COMPRESSORS) as Encoding[]), 'identity'],
})

/** What is sent for a JSON text. */
export function toPayload(json: string, now: Date): Payload {
  const body = json.length > LONG ? Buffer.from(json) : json
  return { body, etag: etagOf(body), madeMs: now.getTime(), compressed: {} }
}

/** Sends an answer in the encoding that its caller prefers (RFC 9110, 12.5.3); each form of it is made once. */
export function sendPayload(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  { body, compressed }: Payload,
): FastifyReply | Promise<FastifyReply> {
  reply.type(JSON_TYPE)
  const accepted = headers['accept-encoding']
  if (accepted === undefined || body.length < WORTH_COMPRESSING) return reply.send(body)
  const encoding = negotiator.negotiate(String(accepted)) ?? 'identity'
  if (encoding === 'identity') return reply.send(body)
  compressed[encoding] ??= COMPRESSORS[encoding](body)
  reply.header('content-encoding', encoding)
  return compressed[encoding].then((bytes) => reply.send(bytes))
}

/** The tag of a content (RFC 9110, 8.8.3). */
export const etagOf = (body: string | Buffer) => `W/"${hash('sha1', body, 'base64url')}"`
