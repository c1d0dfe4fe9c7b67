import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { findLinkedUser, useLink } from '../../access/password-links.ts'
import { hashPassword, isAcceptablePassword, MAX_PASSWORD_CHARACTERS } from '../../access/passwords.ts'
import type { User } from '../../access/users.ts'
import type { Db } from '../../db/database.ts'
import type { Clock } from '../../lib/clock.ts'
import { escapeHtml } from '../../lib/escape-html.ts'
import { answerUnreadableForm } from './answer-unreadable-form.ts'
import { pageLanguage } from './page-language.ts'
import { PASSWORD_WORDS, type PasswordWord } from './password-words.ts'
import { sendPlainPage } from './plain-page.ts'
import { readForm } from './read-form.ts'
import type { PageLanguage } from './sign-in-words.ts'

/** NOTE: the log has the paths of requests but no queries, so the token is in the query. */
const PATH = '/set-password'
const MAX_FORM_BYTES = 16_384

type Services = { readonly db: Db; readonly now: Clock }
type LinkRequest = FastifyRequest<{ Querystring: { token?: string | string[] } }>

/**
 * The page where a user chooses a password by a link that works once. Whoever has the link may do so: forms of other
 * sites cannot know it.
 */
export function addPasswordPage(app: FastifyInstance, { db, now }: Services): void {
  app.get(PATH, async (request: LinkRequest, reply) => {
    const user = await findLinkedUser(db, tokenOf(request), now())
    return user ? sendForm(request, reply, user, null) : sendNotice(request, reply.code(404), 'invalid')
  })
  const form = { bodyLimit: MAX_FORM_BYTES, errorHandler: answerUnreadableForm } as const
  app.post(PATH, form, async (request: LinkRequest, reply) => {
    const user = await findLinkedUser(db, tokenOf(request), now())
    if (!user) return sendNotice(request, reply.code(404), 'invalid')
    const { password = '', repeated } = readForm(request)
    if (!isAcceptablePassword(password)) return sendForm(request, reply.code(400), user, 'length')
    if (password !== repeated) return sendForm(request, reply.code(400), user, 'different')
    const hash = await hashPassword(password)
    const isSet = await db.transaction().execute((tx) => useLink(tx, tokenOf(request), hash, now()))
    return isSet ? sendNotice(request, reply, 'saved') : sendNotice(request, reply.code(404), 'invalid')
  })
}

const tokenOf = ({ query }: LinkRequest): string => [query.token].flat()[0] ?? ''

function sendForm(
  request: LinkRequest,
  reply: FastifyReply,
  { username }: User,
  failure: 'length' | 'different' | null,
): FastifyReply {
  const language = languageOf(request)
  const text = (word: PasswordWord) => escapeHtml(PASSWORD_WORDS[language][word])
  const isWrong = failure === null ? '' : ' aria-invalid="true"'
  const field = `type="password" autocomplete="new-password" maxlength="${MAX_PASSWORD_CHARACTERS}" required${isWrong}`
  const content = `
      ${failure === null ? '' : `<p class="failure" id="failure" role="alert">${text(failure)}</p>`}
      <form method="post">
        <label>${text('username')} <input name="username" value="${escapeHtml(username)}" autocomplete="username" readonly /></label>
        <label>${text('password')} <input name="password" ${field} aria-describedby="length${failure === null ? '' : ' failure'}" /></label>
        <label>${text('repeat')} <input name="repeated" ${field} /></label>
        <p class="soft" id="length">${text('length')}</p>
        <div class="actions"><button class="allow">${text('save')}</button></div>
      </form>`
  return sendPlainPage(reply, { language, title: PASSWORD_WORDS[language].title, content }, "'self'")
}

function sendNotice(request: LinkRequest, reply: FastifyReply, word: 'invalid' | 'saved'): FastifyReply {
  const language = languageOf(request)
  const { title, [word]: text } = PASSWORD_WORDS[language]
  return sendPlainPage(
    reply,
    { language, title, content: `<p role="status">${escapeHtml(text)}</p>` },
    "'none'",
  )
}

const languageOf = (request: LinkRequest): PageLanguage => pageLanguage(request.headers['accept-language'])
