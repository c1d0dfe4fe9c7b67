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

const OF_PARSER: Readonly<Record<string, HttpProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'HeadersTooLarge',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'RequestTooLarge',
  ERR_HTTP_REQUEST_TIMEOUT: 'RequestTimeout',
}

/** Returns a request that is refused before the application sees it. What is left of its body is not read. */
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

/** Returns what the parser of HTTP/1.1 refuses before there is a request, after the answers to earlier requests. */
export function answerUnreadable(error: ParserError, socket: Duplex, log: FastifyBaseLogger): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const problem = new HttpProblem(OF_PARSER[error.code ?? ''] ?? 'BadRequest')
  const target = targetOf(error, socket)
  afterAnswers(socket, () => endWith(socket, toAnswer(problem, { target, log, reason: error.code })))
}

/** The target of the request that could not be read; where it is not known, one of the API, which scripts may read. */
function targetOf({ rawPacket }: ParserError, socket: Duplex): string {
  const unfinished = unfinishedRequest(socket)
  if (unfinished) return unfinished.url ?? ''
  return /^[A-Z-]+ (\S+)/.exec(rawPacket?.toString('latin1') ?? '')?.[1] ?? '/v3'
}

/** Answers CONNECT over HTTP/1.1, which hands over the bare connection. */
export function refuseTunnel({ url = '' }: IncomingMessage, socket: Duplex, log: FastifyBaseLogger): void {
  afterAnswers(socket, () => endWith(socket, toAnswer(noTunnel(), { target: url, log })))
}

/** The refusal of CONNECT, whichever version of HTTP it came by. */
export const noTunnel = () =>
  new HttpProblem('MethodNotAllowed', 'This server opens no tunnels.', {
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
  const { status, type, headers: own, body } = problemAnswer(problem)
  const reqId = randomUUID()
  log.info({ reqId, status, reason: reason ?? problem.code }, 'refused before it was a request')
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
