import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

type Exchange = { readonly request: IncomingMessage; readonly response: ServerResponse }

/** For each HTTP/1.1 connection, its last request and the earlier ones that are not answered yet, in order. */
const exchanges = new WeakMap<Duplex, Exchange[]>()
const refused = new WeakSet<Duplex>()

/** Records a request, since others may follow on its connection before it is answered. */
export function noteRequest(request: IncomingMessage, response: ServerResponse): void {
  const known = exchanges.get(request.socket)
  if (!known) return void exchanges.set(request.socket, [{ request, response }])
  while (known[0]?.response.writableFinished) known.shift()
  known.push({ request, response })
}

/** The request of a connection whose body has not arrived completely; null when there is none. */
export function unfinishedRequest(socket: Duplex): IncomingMessage | null {
  const request = exchanges.get(socket)?.at(-1)?.request
  return request?.complete === false ? request : null
}

/** Returns whether a connection waits for an answer of which nothing has been sent yet. */
export function isAnswerAwaited(socket: Duplex): boolean {
  const next = exchanges.get(socket)?.find(({ response }) => !response.writableFinished)
  return next?.response.headersSent === false
}

/**
 * Lets a connection finish its earlier answers after something unreadable has arrived, and then calls `refuse`; only
 * once, since the parser reports each further packet too. If the request whose body broke off was already answered, the
 * connection is closed instead.
 */
export function afterAnswers(socket: Duplex, refuse: () => void): void {
  if (refused.has(socket)) return
  refused.add(socket)
  const all = exchanges.get(socket) ?? []
  const last = all.at(-1)
  const isLastAnswered = last?.request.complete === false && last.response.headersSent
  const awaited = all.filter(({ request }) => request.complete || isLastAnswered)
  const finish = isLastAnswered ? () => socket.end() : refuse
  const unfinished = awaited.filter(({ response }) => !response.writableFinished)
  let left = unfinished.length
  if (left === 0) finish()
  for (const { response } of unfinished)
    response.once('close', () => {
      left--
      if (left === 0) finish()
    })
}
