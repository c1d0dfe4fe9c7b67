import type { FastifyReply, FastifyRequest } from 'fastify'
import { OAuthRefusal } from '../../access/oauth-refusal.ts'
import { answerFailure } from '../failures.ts'
import { pageLanguage } from './page-language.ts'
import { sendRefusalPage } from './sign-in-page.ts'

/** Answers a form that cannot be read with a page; other failures as everywhere. */
export function answerUnreadableForm(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (!(error instanceof OAuthRefusal)) return answerFailure(error, request, reply)
  return sendRefusalPage(reply, pageLanguage(request.headers['accept-language']), 'unreadable')
}
