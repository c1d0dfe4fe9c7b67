import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { UnreachableBlobs } from '../blobs/unreachable-blobs.ts'
import { isUnreadable } from '../db/unreadable.ts'
import { Problem } from '../lib/problem.ts'
import { UnreachableIndex } from '../search/unreachable-index.ts'
import { corsHeaders } from './cors.ts'
import { HttpProblem, type HttpProblemCode } from './http-problem.ts'
import { problemAnswer } from './problem-answers.ts'

/** Our codes for what Fastify itself refuses. */
const FASTIFY_PROBLEMS: Readonly<Record<string, HttpProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'RequestTooLarge',
  FST_ERR_MAX_PARAM_LENGTH: 'UriTooLong',
}

/** In seconds. What reads the records tries again at each request. */
const RETRY_SOON = { 'retry-after': '2' }

/** Turns every failure into an answer. Anything but a problem is a bug: it is logged, and callers see no details. */
export function answerFailure(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toProblem(error, request)
  // Hooks do not run for what the router itself refuses, such as a malformed address.
  reply.headers({ 'x-request-id': request.id, ...corsHeaders(request.raw.url ?? '') })
  // NOTE: Fastify would close the connection when a body is too large, and clients that are still sending it would lose the
  // answer (RFC 9112, 9.6). Without this header, Node drops the rest of the body, for as long as a request may take.
  reply.removeHeader('connection')
  return sendProblem(reply, problem)
}

/** Sends the answer to a failure. */
export function sendProblem(reply: FastifyReply, problem: Problem | HttpProblem): FastifyReply {
  const { status, type, headers, body } = problemAnswer(problem, reply.request.raw.url ?? '')
  reply.code(status).headers({ 'cache-control': 'no-store', ...headers })
  // NOTE: as bytes, because Fastify would add a charset to the content type of a string.
  return reply.header('content-type', type).send(Buffer.from(body))
}

/** Returns the problem that an error stands for. Other errors are logged, and their problem names only the request. */
export function toProblem(error: unknown, { id, log }: FastifyRequest): Problem | HttpProblem {
  if (error instanceof Problem || error instanceof HttpProblem) return error
  const { code = '', statusCode = 500 } = error as Partial<FastifyError>
  const known = FASTIFY_PROBLEMS[code]
  if (known) return new HttpProblem(known)
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return new HttpProblem(
      'BadRequest',
      'The Content-Type of the request is no media type such as image/jpeg.',
    )
  if (statusCode >= 400 && statusCode < 500) return new HttpProblem('BadRequest')
  log.error({ reqId: id, err: error }, 'request failed')
  const where = `Its log has the cause under the request id ${id}.`
  const unread = unreadIn(error)
  return unread
    ? new HttpProblem('ServiceUnavailable', `The server cannot use its ${unread} at present. ${where}`, {
        headers: RETRY_SOON,
      })
    : new HttpProblem('InternalError', `The server failed. ${where}`)
}

/** What could not be read, when that may be possible again soon. */
export function unreadIn(error: unknown): 'files' | 'index' | 'records' | null {
  if (error instanceof UnreachableIndex) return 'index'
  if (error instanceof UnreachableBlobs) return 'files'
  return isUnreadable(error) ? 'records' : null
}
