import type { FastifyReply, FastifyRequest } from 'fastify'
import { OAuthRefusal } from '../../access/issue-token.ts'
import { corsHeaders } from '../cors.ts'
import { answerFailure } from '../failures.ts'
import { HttpProblem } from '../http-problem.ts'

/** The one refusal that is not 400 (RFC 6749, 5.2). */
const INVALID_CLIENT = 'invalid_client'

/** Answers a failure of a token request in the shape of RFC 6749, 5.2; what is a bug is logged like any other. */
export function answerOAuthFailure(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (error instanceof OAuthRefusal) return sendRefusal(error, request, reply)
  if (error instanceof HttpProblem && error.code === 'TooManyRequests') {
    reply.headers(error.headers)
    return send(reply, 429, {
      error: 'temporarily_unavailable',
      error_description: 'Too Many Requests',
      message: 'Too Many Requests',
    })
  }
  return answerFailure(error, request, reply)
}

function sendRefusal({ code, message }: OAuthRefusal, request: FastifyRequest, reply: FastifyReply) {
  reply.headers({ 'x-request-id': request.id, ...corsHeaders(request.raw.url ?? '') })
  const isBasic = /^basic /i.test(request.headers.authorization ?? '')
  if (code === INVALID_CLIENT && isBasic) reply.header('www-authenticate', 'Basic realm="Vitrine"')
  return send(reply, code === INVALID_CLIENT ? 401 : 400, { error: code, error_description: message })
}

const send = (reply: FastifyReply, status: number, body: object) =>
  reply
    .code(status)
    .headers({ 'cache-control': 'no-store', pragma: 'no-cache' })
    .type('application/json;charset=UTF-8')
    .send(JSON.stringify(body))
