import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Client } from '../../access/clients.ts'
import { endSession, startSession } from '../../access/gallery-session.ts'
import { type GuessLimit, TooManyGuesses } from '../../access/guess-limit.ts'
import type { Db } from '../../db/database.ts'
import type { Clock } from '../../lib/clock.ts'
import { escapeHtml } from '../../lib/escape-html.ts'
import { HttpProblem } from '../http-problem.ts'
import { answerUnreadableForm } from '../oauth/answer-unreadable-form.ts'
import { credentialFields, type SignInFailure, sayFailure } from '../oauth/credential-fields.ts'
import { isOwnForm, tokenForForm } from '../oauth/form-cookie.ts'
import { languageOfPage } from '../oauth/page-language.ts'
import { sendPlainPage } from '../oauth/plain-page.ts'
import { readForm } from '../oauth/read-form.ts'
import { say } from '../oauth/sign-in-words.ts'
import { returnAddress } from './return-address.ts'
import { keepSession, sessionOf } from './session-cookie.ts'

const PATH = '/sign-in'
const MAX_FORM_BYTES = 16_384

/** A user whose password everybody may know, named on the page of a development server. */
export type DemoUser = { readonly username: string; readonly password: string }

/** What the page needs. */
export type SignInServices = {
  readonly db: Db
  readonly guesses: GuessLimit
  readonly now: Clock
  /** Signs the tokens of forms. */
  readonly linkSecret: string
  /** Null except on a development server. */
  readonly demoUser: DemoUser | null
  /** The gallery's client; null when its key may not be used. */
  readonly galleryClient: () => Client | null
}
type PageRequest = FastifyRequest<{ Querystring: { to?: unknown; lang?: unknown } }>

/**
 * The page where users of all customers sign in to the gallery. They get a session of their own at each sign-in, and
 * return to the place in `to`.
 */
export function addGallerySignIn(app: FastifyInstance, services: SignInServices): void {
  app.get(PATH, async (request: PageRequest, reply) => sendForm(services, { request, reply }))
  const form = { bodyLimit: MAX_FORM_BYTES, errorHandler: answerUnreadableForm } as const
  app.post(PATH, form, (request: PageRequest, reply) => signIn(services, { request, reply }))
}

type Exchange = { readonly request: PageRequest; readonly reply: FastifyReply }

async function signIn(services: SignInServices, { request, reply }: Exchange): Promise<FastifyReply> {
  const { token, username = '', password = '' } = readForm(request)
  const showAgain = (failure: SignInFailure) => sendForm(services, { request, reply }, { username, failure })
  if (!isOwnForm(request, token, services.linkSecret)) return showAgain({ status: 403, word: 'expired' })
  const client = services.galleryClient()
  if (client === null) throw new HttpProblem('Forbidden')
  try {
    const credentials = { username, password, address: request.ip }
    const session = await startSession(services, { clientId: client.id, ...credentials })
    if (session === null) return showAgain({ status: 400, word: 'wrong' })
    const before = sessionOf(request)
    if (before !== null) await endSession(services.db, before, services.now())
    keepSession(request, reply, session)
    return reply.header('cache-control', 'no-store').redirect(returnAddress(request.query.to), 303)
  } catch (error) {
    if (!(error instanceof TooManyGuesses)) throw error
    return showAgain({ status: 429, word: 'tooMany', waitSeconds: error.waitSeconds })
  }
}

function sendForm(
  { linkSecret, demoUser }: SignInServices,
  { request, reply }: Exchange,
  { username = '', failure = null }: { username?: string; failure?: SignInFailure | null } = {},
): FastifyReply {
  const { url } = request
  const language = languageOfPage(request)
  const back = returnAddress(request.query.to)
  const demo = demoUser && `<p class="hint">${escapeHtml(say(language, 'demo', demoUser))}</p>`
  const content = `
      ${sayFailure(reply, language, failure)}
      <p>${escapeHtml(say(language, 'toGallery'))}</p>
      ${demo ?? ''}
      <form method="post" action="${escapeHtml(url)}">
        <input type="hidden" name="token" value="${tokenForForm(request, reply, linkSecret)}" />
        ${credentialFields(language, { username, isWrong: failure?.word === 'wrong' })}
        <div class="actions"><button class="allow">${escapeHtml(say(language, 'title'))}</button></div>
      </form>
      <p class="soft"><a href="${escapeHtml(back)}">${escapeHtml(say(language, 'backToGallery'))}</a></p>`
  const page = { language, title: say(language, 'title'), content }
  return sendPlainPage(reply.code(failure?.status ?? 200), page, "'self'")
}
