import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { PROBLEMS, Problem, type ProblemCode } from '../lib/problem.ts'
import { corsHeaders } from './cors.ts'

/** What Fastify itself refuses, as problems of ours. */
const OF_FASTIFY: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'RequestTooLarge',
  FST_ERR_MAX_PARAM_LENGTH: 'UriTooLong',
}

/** The one place where a failure becomes an answer; what is not a Problem is a bug, logged whole and told to nobody. */
export function answerFailure(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toProblem(error, request.id)
  if (problem.code === 'InternalError') request.log.error({ reqId: request.id, err: error }, 'request failed')
  // Of what the router itself refuses, such as a malformed address, no hook has seen anything.
  reply.headers({ 'x-request-id': request.id, ...corsHeaders(request.raw.url ?? '') })
  // NOTE: Fastify sets it with a body that is too large; HTTP/2 has no such field, and Node warns.
  if (request.raw.httpVersionMajor > 1) reply.removeHeader('connection')
  return sendProblem(reply, problem)
}

/** Sends a problem in the shape that the contract gives it (contract 3.1). */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  reply.code(PROBLEMS[problem.code].status).headers({ 'cache-control': 'no-store', ...problem.headers })
  const { body, type } = problemBody(problem)
  // NOTE: as bytes, for Fastify would add a charset to the type of a text.
  return reply.header('content-type', type).send(Buffer.from(body))
}

/** Body and content type of a problem; the gateway's shape has neither charset nor code. */
export function problemBody(problem: Problem): { body: string; type: string } {
  const entry = PROBLEMS[problem.code]
  if ('gateway' in entry)
    return { body: JSON.stringify({ message: entry.gateway }), type: 'application/json' }
  const body = { ErrorCode: problem.code, ErrorMessage: problem.detail }
  return { body: JSON.stringify(body), type: 'application/vnd.getty.error+json' }
}

function toProblem(error: unknown, requestId: string): Problem {
  if (error instanceof Problem) return error
  const { code = '', statusCode = 500 } = error as Partial<FastifyError>
  const known = OF_FASTIFY[code]
  if (known) return new Problem(known)
  if (statusCode >= 400 && statusCode < 500) return new Problem('BadRequest')
  return new Problem(
    'InternalError',
    `The server failed. Its log has the cause under the request id ${requestId}.`,
  )
}
