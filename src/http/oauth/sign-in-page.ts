import type { FastifyReply } from 'fastify'
import type { AuthorizationRequest } from '../../access/authorization-request.ts'
import { escapeHtml } from '../../lib/escape-html.ts'
import { credentialFields, type SignInFailure, sayFailure } from './credential-fields.ts'
import { sendPlainPage } from './plain-page.ts'
import { type PageLanguage, say, type Word } from './sign-in-words.ts'

/** Sends the page where a user signs in and allows a client to act for them, or not. */
export function sendSignInPage(
  reply: FastifyReply,
  {
    language,
    request,
    action,
    token,
    username,
    failure,
  }: {
    readonly language: PageLanguage
    readonly request: AuthorizationRequest
    /** The address of the form. */
    readonly action: string
    /** Proves that the form came from this page. */
    readonly token: string
    readonly username: string
    readonly failure: SignInFailure | null
  },
): FastifyReply {
  const { client, redirectUri } = request
  const names = { client: client.name, host: targetOf(redirectUri) }
  const text = (word: Word) => escapeHtml(say(language, word, names))
  const content = `
      ${sayFailure(reply, language, failure)}
      <p>${text('asks')}</p>
      <ul>
        <li>${text('see')}</li>
        <li>${text('download')}</li>
        <li>${text('history')}</li>
      </ul>
      <form method="post" action="${escapeHtml(action)}">
        <input type="hidden" name="token" value="${token}" />
        ${credentialFields(language, { username, isWrong: failure?.word === 'wrong' })}
        <div class="actions">
          <button class="allow" name="decision" value="allow">${text('allow')}</button>
          <button name="decision" value="deny" formnovalidate>${text('deny')}</button>
        </div>
      </form>
      <p class="soft">${text('back')}</p>`
  const page = { language, title: say(language, 'title'), content }
  return sendPlainPage(reply.code(failure?.status ?? 200), page, `'self' ${formTarget(redirectUri)}`)
}

/** Sends the page that tells why the browser is not sent back to the program it came from. */
export function sendRefusalPage(reply: FastifyReply, language: PageLanguage, word: Word): FastifyReply {
  const content = `
      <p>${escapeHtml(say(language, word))}</p>
      <p class="soft">${escapeHtml(say(language, 'close'))}</p>`
  return sendPlainPage(reply.code(400), { language, title: say(language, 'cannot'), content }, "'none'")
}

/** Where a person recognises that they are sent to: a host, or the scheme of a program on their device. */
function targetOf(redirectUri: string): string {
  const { host, protocol } = new URL(redirectUri)
  return host === '' ? protocol : host
}

/**
 * The source expression by which the form may lead to a redirect URI: browsers apply `form-action` to redirects too.
 * It has no form for addresses in brackets (IPv6) or schemes of programs, for which the scheme has to do.
 */
function formTarget(redirectUri: string): string {
  const { origin, host, protocol } = new URL(redirectUri)
  return origin === 'null' || host.startsWith('[') ? protocol : origin
}
