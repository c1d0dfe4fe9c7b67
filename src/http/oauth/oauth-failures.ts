import type { FastifyReply, FastifyRequest } from 'fastify'
import { TooManyGuesses } from '../../access/guess-limit.ts'
import { OAuthRefusal } from '../../access/oauth-refusal.ts'
import { corsHeaders } from '../cors.ts'
import { toProblem } from '../failures.ts'
import { HttpProblem } from '../http-problem.ts'
import { problemAnswer } from '../problem-answers.ts'

/** The one refusal that is not 400 (RFC 6749, 5.2). */
const INVALID_CLIENT = 'invalid_client'

/** Answers a failure of a token request with the members of RFC 6749, 5.2; bugs are logged like any other. */
export function answerOAuthFailure(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  // Hooks do not run for what the router itself refuses.
  reply.headers({ 'x-request-id': request.id, ...corsHeaders(request.raw.url ?? '') })
  if (error instanceof OAuthRefusal) return sendRefusal(error, request, reply)
  if (error instanceof TooManyGuesses) {
    reply.header('retry-after', String(error.waitSeconds))
    return sendJson(reply, 429, { error: 'temporarily_unavailable', error_description: error.message })
  }
  return sendProblem(toProblem(error, request), reply)
}

function sendRefusal({ code, message }: OAuthRefusal, request: FastifyRequest, reply: FastifyReply) {
  const isBasic = /^basic /i.test(request.headers.authorization ?? '')
  if (code === INVALID_CLIENT && isBasic) reply.header('www-authenticate', 'Basic realm="Vitrine"')
  const status = code === INVALID_CLIENT ? 401 : 400
  return sendJson(reply, status, { error: code, error_description: message })
}

function sendProblem(problem: ReturnType<typeof toProblem>, reply: FastifyReply): FastifyReply {
  const { status, headers } = problemAnswer(problem, reply.request.raw.url ?? '')
  reply.headers(headers)
  if (problem instanceof HttpProblem && problem.code === 'TooManyRequests') {
    const message = 'Too Many Requests'
    const error = 'temporarily_unavailable'
    return sendJson(reply, status, { error, error_description: message, message })
  }
  const error = status < 500 ? 'invalid_request' : 'server_error'
  return sendJson(reply, status, { error, error_description: problem.message })
}

/** Sends an answer of the token endpoint (contract 2.2). */
export const sendJson = (reply: FastifyReply, status: number, body: object): FastifyReply =>
  reply
    .code(status)
    .headers({ 'cache-control': 'no-store', pragma: 'no-cache' })
    .type('application/json;charset=UTF-8')
    .send(JSON.stringify(body))
