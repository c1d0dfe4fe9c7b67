import { randomUUID } from 'node:crypto'
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import { constants, type Http2ServerResponse } from 'node:http2'
import type { Duplex } from 'node:stream'
import type { FastifyBaseLogger } from 'fastify'
import type { AnyRequest } from './check-request.ts'
import { corsHeaders } from './cors.ts'
import { HttpProblem, type HttpProblemCode } from './http-problem.ts'
import { afterAnswers, unfinishedRequest } from './pipeline.ts'
import { problemAnswer } from './problem-answers.ts'

type ParserError = NodeJS.ErrnoException & { readonly rawPacket?: Buffer }

const PARSER_PROBLEMS: Readonly<Record<string, HttpProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'HeadersTooLarge',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'RequestTooLarge',
  ERR_HTTP_REQUEST_TIMEOUT: 'RequestTimeout',
}

/** Refuses a request before the application sees it. The rest of its body is not read. */
export function refuse(
  request: AnyRequest,
  response: ServerResponse | Http2ServerResponse,
  { problem, log }: { problem: HttpProblem; log: FastifyBaseLogger },
): void {
  const { status, headers, body } = toAnswer(problem, { target: request.url ?? '', log })
  if ('stream' in response) {
    response.writeHead(status, headers)
    response.end(body, () => response.stream.close(constants.NGHTTP2_NO_ERROR))
    return
  }
  response.writeHead(status, { ...headers, connection: 'close' })
  response.end(body)
}

/** Refuses what the HTTP/1.1 parser could not read, after the answers to earlier requests. */
export function answerUnreadable(error: ParserError, socket: Duplex, log: FastifyBaseLogger): void {
  // NOTE: before the end of the handshake nothing can be sent, and a connection that waits for that is never closed.
  const isReadable = error.code !== 'ECONNRESET' && error.code !== 'ERR_TLS_HANDSHAKE_TIMEOUT'
  if (!isReadable || !socket.writable) return void socket.destroy()
  const problem = new HttpProblem(PARSER_PROBLEMS[error.code ?? ''] ?? 'BadRequest')
  const target = targetOf(error, socket)
  afterAnswers(socket, () => endWith(socket, toAnswer(problem, { target, log, reason: error.code })))
}

/** The target of the unreadable request; if it is unknown, one of the API, so that scripts may read the answer. */
function targetOf({ rawPacket }: ParserError, socket: Duplex): string {
  const unfinished = unfinishedRequest(socket)
  if (unfinished) return unfinished.url ?? ''
  return /^[A-Z-]+ (\S+)/.exec(rawPacket?.toString('latin1') ?? '')?.[1] ?? '/v3'
}

/** Refuses CONNECT over HTTP/1.1, for which Node hands over the bare connection. */
export function refuseTunnel({ url = '' }: IncomingMessage, socket: Duplex, log: FastifyBaseLogger): void {
  afterAnswers(socket, () => endWith(socket, toAnswer(noTunnel(), { target: url, log })))
}

/** The refusal of CONNECT in any version of HTTP. */
export const noTunnel = () =>
  new HttpProblem('MethodNotAllowed', 'This server does not open tunnels.', {
    headers: { allow: 'GET, HEAD, POST, PUT, DELETE, OPTIONS' },
  })

type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

function toAnswer(
  problem: HttpProblem,
  { target, log, reason }: { target: string; log: FastifyBaseLogger; reason?: string | undefined },
): Answer {
  const { status, type, headers: own, body } = problemAnswer(problem, target)
  const reqId = randomUUID()
  log.info({ reqId, status, reason: reason ?? problem.code }, 'refused before routing')
  const headers = {
    'content-type': type,
    'content-length': String(Buffer.byteLength(body)),
    'cache-control': 'no-store',
    'x-request-id': reqId,
    ...corsHeaders(target),
    ...own,
  }
  return { status, headers, body }
}

function endWith(socket: Duplex, { status, headers, body }: Answer): void {
  if (!socket.writable) return
  const fields = Object.entries({ ...headers, connection: 'close' }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  )
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${fields.join('')}\r\n${body}`)
}
