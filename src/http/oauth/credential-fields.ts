import type { FastifyReply } from 'fastify'
import { escapeHtml } from '../../lib/escape-html.ts'
import { type PageLanguage, say, type Word } from './sign-in-words.ts'

/** What a failed attempt to sign in is answered with. */
export type SignInFailure = {
  readonly status: 400 | 403 | 429
  readonly word: Word
  /** How long to wait before the next attempt. */
  readonly waitSeconds?: number
}

/** Returns the HTML that says why signing in has failed, and sets the header that says when to try again. */
export function sayFailure(
  reply: FastifyReply,
  language: PageLanguage,
  failure: SignInFailure | null,
): string {
  if (failure === null) return ''
  const { word, waitSeconds = 0 } = failure
  if (failure.waitSeconds !== undefined) reply.header('retry-after', String(waitSeconds))
  const text = say(language, word, { minutes: String(Math.ceil(waitSeconds / 60)) })
  return `<p class="failure" id="failure" role="alert">${escapeHtml(text)}</p>`
}

/** Returns the HTML of the fields for user name and password; the first that is empty has the focus. */
export function credentialFields(
  language: PageLanguage,
  { username, isWrong }: { username: string; isWrong: boolean },
): string {
  const text = (word: Word) => escapeHtml(say(language, word))
  const [first, second] = username === '' ? [' autofocus', ''] : ['', ' autofocus']
  const invalid = isWrong ? ' aria-invalid="true" aria-describedby="failure"' : ''
  return `<label>${text('username')} <input name="username" value="${escapeHtml(username)}" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="200" required${first}${invalid} /></label>
        <label>${text('password')} <input name="password" type="password" autocomplete="current-password" maxlength="1000" required${second}${invalid} /></label>`
}
