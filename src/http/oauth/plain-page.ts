import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyReply } from 'fastify'
import { escapeHtml } from '../../lib/escape-html.ts'
import { WEB_FOLDER } from '../../lib/package.ts'
import type { PageLanguage } from './sign-in-words.ts'

const TEMPLATE = readFileSync(join(WEB_FOLDER, 'sign-in.html'), 'utf8')

/** Sends a page without scripts in the look of the sign-in page. `content` is HTML; `formTargets` are the sources of `form-action`. */
export function sendPlainPage(
  reply: FastifyReply,
  { language, title, content }: { language: PageLanguage; title: string; content: string },
  formTargets: string,
): FastifyReply {
  const html = TEMPLATE.replace('lang="en"', `lang="${language}"`)
    .replaceAll('{{title}}', () => escapeHtml(title))
    .replace('{{content}}', () => content)
  reply.headers({
    'content-security-policy': `default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action ${formTargets}`,
    'x-frame-options': 'DENY',
    // NOTE: with no-referrer browsers would send the form with the header "Origin: null".
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'content-language': language,
    vary: 'accept-language, cookie',
  })
  return reply.type('text/html; charset=utf-8').send(html)
}
