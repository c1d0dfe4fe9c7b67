import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import {
  constants,
  createSecureServer,
  type Http2SecureServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { TLSSocket } from 'node:tls'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { type AnyRequest, MAX_HEADER_BYTES, problemOf } from './check-request.ts'
import { answerUnreadable, noTunnel, refuse, refuseTunnel } from './early-refusals.ts'
import { HttpProblem } from './http-problem.ts'
import { isAnswerAwaited, noteRequest } from './pipeline.ts'
import { closePort, openPort, type PortAddress } from './ports.ts'
import { routable } from './unknown-methods.ts'

/** Contract 1: for TLS 1.3 exactly these three; for 1.2 ECDHE with AES-GCM or ChaCha20. */
const CIPHERS = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
].join(':')

const IDLE_CHECK_MS = 20
/** Concurrent requests on one HTTP/2 connection; RFC 9113, 6.5.2, recommends no fewer. */
const MAX_STREAMS = 100

/** Where and how to listen. */
export type ListenOptions = {
  /** Plain HTTP; port 0 picks a free one. */
  readonly plain: PortAddress
  readonly tls: PortAddress & CertificatePair
  /**
   * Time in which a request must arrive completely, its headers in a third of that; a caller that reads nothing of its
   * answer for as long is disconnected.
   */
  readonly requestTimeoutMs: number
}

/** A certificate chain and its private key, PEM. */
export type CertificatePair = { readonly certificate: string; readonly key: string }

/** The open ports. */
export type Listening = {
  readonly httpPort: number
  readonly httpsPort: number
  /** Serves another certificate to new connections. */
  setCertificate(pair: CertificatePair): void
  /** Answers go on, each of HTTP/1.1 as the last one of its connection. */
  endConnections(): void
  /** Refuses new connections, lets open requests finish for `graceMs`, then closes the remaining connections. */
  close(graceMs: number): Promise<void>
}

/**
 * Opens both ports of an application, or neither: plain HTTP/1.1, and over TLS HTTP/2 with HTTP/1.1 by ALPN.
 *
 * @throws Error that names the port that cannot be opened, and what to do.
 */
export async function listen(
  app: FastifyInstance,
  { plain, tls, requestTimeoutMs }: ListenOptions,
): Promise<Listening> {
  const { log } = app
  let isLast = false
  const handle = (request: AnyRequest, response: AnyResponse) => {
    if (isLast && 'shouldKeepAlive' in response) response.shouldKeepAlive = false
    if ('stream' in request) limitBody(request, response as Http2ServerResponse, { requestTimeoutMs, log })
    else noteRequest(request, response as ServerResponse)
    if (request.socket instanceof TLSSocket) limitAnswer(response, requestTimeoutMs)
    const problem = problemOf(request)
    if (problem) return refuse(request, response, { problem, log })
    app.routing(routable(request) as IncomingMessage, response as ServerResponse)
  }
  const limits = {
    requestTimeout: requestTimeoutMs,
    headersTimeout: Math.ceil(requestTimeoutMs / 3),
    connectionsCheckingInterval: Math.min(5000, Math.ceil(requestTimeoutMs / 3)),
    maxHeaderSize: MAX_HEADER_BYTES,
    requireHostHeader: false, // check-request.ts demands it, in JSON.
  }
  const context = ({ certificate, key }: CertificatePair) =>
    ({ cert: certificate, key, ciphers: CIPHERS, minVersion: 'TLSv1.2' }) as const
  const httpServer = createServer(limits, handle)
  limitAnswersOf(httpServer, requestTimeoutMs)
  const httpsServer = createSecureServer(
    {
      ...limits,
      ...context(tls),
      allowHTTP1: true,
      handshakeTimeout: limits.headersTimeout,
      settings: { maxConcurrentStreams: MAX_STREAMS },
      maxHeaderListPairs: MAX_HEADER_BYTES,
    },
    handle,
  )
  const sessions = trackSessions(httpsServer, requestTimeoutMs)
  for (const server of [httpServer, httpsServer]) answerOddRequests(server, log)
  const connections = trackConnections(httpsServer)

  const httpPort = await openPort(httpServer, 'plain', plain)
  const httpsPort = await openPort(httpsServer, 'tls', tls).catch(async (error) => {
    await closePort(httpServer)
    throw error
  })
  return {
    httpPort,
    httpsPort,
    setCertificate: (pair) => httpsServer.setSecureContext(context(pair)),
    endConnections() {
      isLast = true
    },
    async close(graceMs) {
      const closed = Promise.all([httpServer, httpsServer].map(closePort))
      for (const session of sessions) session.close()
      const idle = setInterval(() => closeIdle(httpServer, httpsServer), IDLE_CHECK_MS)
      const cut = setTimeout(() => {
        httpServer.closeAllConnections()
        for (const connection of connections) connection.destroy()
      }, graceMs)
      await closed
      clearInterval(idle)
      clearTimeout(cut)
    },
  }
}

/** Handles what Node would otherwise close or answer by itself, without a body. */
function answerOddRequests(server: Server | Http2SecureServer, log: FastifyBaseLogger): void {
  ;(server as Partial<Server>).maxHeadersCount = 0 // Their bytes are limited; beyond a count Node would silently drop fields.
  server.on('clientError', (error: Error, socket: Duplex) => answerUnreadable(error, socket, log))
  server.on('checkExpectation', (request: AnyRequest, response: AnyResponse) =>
    refuse(request, response, { problem: new HttpProblem('ExpectationFailed'), log }),
  )
  server.on('connect', (request: AnyRequest, other: AnyResponse | Duplex) =>
    'stream' in request
      ? refuse(request, other as AnyResponse, { problem: noTunnel(), log })
      : refuseTunnel(request, other as Duplex, log),
  )
}

/** Closes connections that have answered their last request and are waiting for another. */
function closeIdle(...servers: (Server | Http2SecureServer)[]): void {
  for (const server of servers) (server as Partial<Server>).closeIdleConnections?.()
}

/** NOTE: the server's request timeout does not cover HTTP/2 streams whose body never ends. */
function limitBody(
  request: Http2ServerRequest,
  response: Http2ServerResponse,
  { requestTimeoutMs, log }: { requestTimeoutMs: number; log: FastifyBaseLogger },
): void {
  const { stream } = request
  if (stream.endAfterHeaders) return
  const timer = setTimeout(() => {
    if (stream.headersSent) stream.close(constants.NGHTTP2_CANCEL)
    else refuse(request, response, { problem: new HttpProblem('RequestTimeout'), log })
  }, requestTimeoutMs)
  stream.once('end', () => clearTimeout(timer))
  stream.once('close', () => clearTimeout(timer))
}

/**
 * Disconnects a caller that reads nothing of its answer for this long, because the file that is sent stays open until
 * then. Work before the answer begins has limits of its own.
 */
function limitAnswer(response: AnyResponse, timeoutMs: number): void {
  response.setTimeout(timeoutMs)
  response.on('timeout', () => {
    if (!response.headersSent) response.setTimeout(timeoutMs)
    else if ('stream' in response) response.stream.close(constants.NGHTTP2_CANCEL)
    else response.destroy()
  })
}

/**
 * Does the same for all connections of the plain server with their own timer, since a timer for each answer would cost a
 * tenth of the time of a remembered answer. NOTE: for HTTP/2, such a timer would also end idle sessions.
 */
function limitAnswersOf(server: Server, timeoutMs: number): void {
  server.setTimeout(timeoutMs, (socket) => {
    if (isAnswerAwaited(socket)) socket.setTimeout(timeoutMs)
    else socket.destroy()
  })
}

/** Tracks the connections of the HTTPS server, which cannot close them itself, from before their handshake. */
function trackConnections(server: Http2SecureServer): Set<Socket> {
  const connections = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    connections.add(socket)
    socket.once('close', () => connections.delete(socket))
  })
  return connections
}

/** Tracks HTTP/2 sessions so that they can be ended. NOTE: closing the server would wait for them forever. */
function trackSessions(server: Http2SecureServer, idleMs: number): Set<ServerHttp2Session> {
  const sessions = new Set<ServerHttp2Session>()
  server.on('session', (session) => {
    sessions.add(session)
    endWhenIdle(session, idleMs)
    session.on('close', () => sessions.delete(session))
  })
  return sessions
}

/** Asks an idle session to close, and destroys it if it stays idle; but not while an answer is being made. */
function endWhenIdle(session: ServerHttp2Session, idleMs: number): void {
  const streams = new Set<ServerHttp2Stream>()
  session.on('stream', (stream) => {
    streams.add(stream)
    stream.once('close', () => streams.delete(stream))
  })
  const wait = () => session.setTimeout(idleMs, onIdle)
  const onIdle = () => {
    const isAtWork = [...streams].some(({ headersSent }) => !headersSent)
    if (session.closed && !isAtWork) return session.destroy()
    session.close()
    wait()
  }
  wait()
}

type AnyResponse = ServerResponse | Http2ServerResponse
