import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../lib/problem.ts'
import { corsHeaders } from './cors.ts'
import { HttpProblem, type HttpProblemCode } from './http-problem.ts'
import { problemAnswer } from './problem-answers.ts'

/** What Fastify itself refuses, by codes of ours. */
const OF_FASTIFY: Readonly<Record<string, HttpProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'RequestTooLarge',
  FST_ERR_MAX_PARAM_LENGTH: 'UriTooLong',
}

/** The one place where a failure becomes an answer; what is no problem is a bug, logged whole and told to nobody. */
export function answerFailure(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toProblem(error, request.id)
  if (problem.code === 'InternalError') request.log.error({ reqId: request.id, err: error }, 'request failed')
  // Of what the router itself refuses, such as a malformed address, no hook has seen anything.
  reply.headers({ 'x-request-id': request.id, ...corsHeaders(request.raw.url ?? '') })
  // NOTE: Fastify sets it with a body that is too large; HTTP/2 has no such field, and Node warns.
  if (request.raw.httpVersionMajor > 1) reply.removeHeader('connection')
  return sendProblem(reply, problem)
}

/** Sends a failure as what it is to HTTP. */
export function sendProblem(reply: FastifyReply, problem: Problem | HttpProblem): FastifyReply {
  const { status, type, headers, body } = problemAnswer(problem)
  reply.code(status).headers({ 'cache-control': 'no-store', ...headers })
  // NOTE: as bytes, for Fastify would add a charset to the type of a text.
  return reply.header('content-type', type).send(Buffer.from(body))
}

function toProblem(error: unknown, requestId: string): Problem | HttpProblem {
  if (error instanceof Problem || error instanceof HttpProblem) return error
  const { code = '', statusCode = 500 } = error as Partial<FastifyError>
  const known = OF_FASTIFY[code]
  if (known) return new HttpProblem(known)
  if (statusCode >= 400 && statusCode < 500) return new HttpProblem('BadRequest')
  return new HttpProblem(
    'InternalError',
    `The server failed. Its log has the cause under the request id ${requestId}.`,
  )
}
