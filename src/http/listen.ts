import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import {
  createSecureServer,
  type Http2SecureServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type ServerHttp2Session,
} from 'node:http2'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { PROBLEMS, Problem } from '../lib/problem.ts'
import { problemBody } from './failures.ts'

/** Contract 1: for TLS 1.3 exactly these three; for 1.2 ECDHE with AES-GCM or ChaCha20. */
const CIPHERS = [
  ...['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256'],
  ...['ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-ECDSA-AES256-GCM-SHA384'],
  ...['ECDHE-RSA-AES256-GCM-SHA384', 'ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-RSA-CHACHA20-POLY1305'],
].join(':')

export type ListenOptions = {
  readonly host: string
  /** Port of plain HTTP, 0 for a free one; null listens to none. */
  readonly port: number | null
  /** Port of HTTPS, with its certificate; null listens to none. */
  readonly tls: { readonly port: number; readonly certificate: string; readonly key: string } | null
  /** Time in which a request must have arrived whole; its headers in a third of that. */
  readonly requestTimeoutMs: number
}

export type Listening = {
  readonly httpPort: number | null
  readonly httpsPort: number | null
  /** Serves another certificate to connections that come from now on. */
  setCertificate(pair: { certificate: string; key: string }): void
  /** Refuses new connections, lets requests under way finish for `graceMs`, then cuts what is left. */
  close(graceMs: number): Promise<void>
}

/** Opens the ports of an application: plain HTTP/1.1, and HTTP/2 with HTTP/1.1 by ALPN over TLS. */
export async function listen(app: FastifyInstance, options: ListenOptions): Promise<Listening> {
  const handle = (
    request: IncomingMessage | Http2ServerRequest,
    response: ServerResponse | Http2ServerResponse,
  ) => app.routing(request as IncomingMessage, response as ServerResponse)
  const limits = {
    requestTimeout: options.requestTimeoutMs,
    headersTimeout: Math.ceil(options.requestTimeoutMs / 3),
    connectionsCheckingInterval: Math.min(5000, options.requestTimeoutMs),
    maxHeaderSize: 16_384,
  }
  const plain = options.port === null ? null : createServer(limits, handle)
  const { tls } = options
  const secure = tls
    ? createSecureServer(
        {
          ...limits,
          allowHTTP1: true,
          ciphers: CIPHERS,
          minVersion: 'TLSv1.2',
          cert: tls.certificate,
          key: tls.key,
        },
        handle,
      )
    : null
  const sessions = secure ? trackSessions(secure, options.requestTimeoutMs) : new Set<ServerHttp2Session>()
  for (const server of [plain, secure]) server?.on('clientError', answerUnreadable)
  const httpPort = plain && (await open(plain, options.port!, options.host))
  const httpsPort = secure && (await open(secure, tls!.port, options.host))

  return {
    httpPort,
    httpsPort,
    setCertificate: ({ certificate, key }) =>
      secure?.setSecureContext({ cert: certificate, key, ciphers: CIPHERS, minVersion: 'TLSv1.2' }),
    async close(graceMs) {
      const closed = [plain, secure].filter((server) => server !== null).map(closing)
      for (const session of sessions) session.close()
      plain?.closeIdleConnections()
      const cut = setTimeout(() => {
        plain?.closeAllConnections()
        for (const session of sessions) session.destroy()
      }, graceMs)
      await Promise.all(closed)
      clearTimeout(cut)
    },
  }
}

/** NOTE: closing an HTTP/2 server waits for its sessions for ever, so they are known and can be ended. */
function trackSessions(server: Http2SecureServer, idleMs: number): Set<ServerHttp2Session> {
  const sessions = new Set<ServerHttp2Session>()
  server.on('session', (session) => {
    sessions.add(session)
    session.setTimeout(idleMs, () => session.close())
    session.on('close', () => sessions.delete(session))
  })
  return sessions
}

function open(server: Server | Http2SecureServer, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

const closing = (server: Server | Http2SecureServer) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve())
  })

/** What the parser of HTTP/1.1 refuses before there is a request; every body is JSON, even here. */
function answerUnreadable(error: NodeJS.ErrnoException, socket: import('node:stream').Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const code =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? 'HeadersTooLarge'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? 'RequestTimeout'
        : 'BadRequest'
  const { body, type } = problemBody(new Problem(code))
  const phrase = {
    BadRequest: 'Bad Request',
    RequestTimeout: 'Request Timeout',
    HeadersTooLarge: 'Request Header Fields Too Large',
  }[code]
  const head = `HTTP/1.1 ${PROBLEMS[code].status} ${phrase}\r\nContent-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(body)}`
  socket.end(`${head}\r\nConnection: close\r\n\r\n${body}`)
}
