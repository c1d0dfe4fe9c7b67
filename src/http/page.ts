import type { FastifyReply, FastifyRequest } from 'fastify'
import { escapeHtml } from '../lib/escape-html.ts'
import { sendText } from './caching.ts'
import { languageOfPage } from './oauth/page-language.ts'

/** The content that the server inserts into a page; `head` and `withoutScripts` are HTML. */
export type PageContent = {
  readonly title: string
  readonly head?: string
  /** Shown by browsers that run no scripts. */
  readonly withoutScripts?: string
  /** Whether the page links to the events of the library. */
  readonly hasEvents: boolean
}

/** The page loads only from this server, and runs no inline scripts. */
const POLICY =
  "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"

const NEEDS_SCRIPTS =
  '<p class="note">Searching the gallery needs JavaScript. Programs use the <a href="/docs">API</a>.</p>'

/** Sends a page of the gallery: one of the files of web/ with its placeholders filled in. */
export function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  template: string,
  { title, head = '', withoutScripts = '', hasEvents }: PageContent,
): FastifyReply {
  const language = languageOfPage(request)
  const html = template
    .replace('<html lang="en">', `<html lang="${language}">`)
    .replace('{{language}}', language)
    .replace('{{title}}', () => escapeHtml(title))
    .replace('{{head}}', () => head)
    .replace('{{without-scripts}}', () => withoutScripts + NEEDS_SCRIPTS)
    .replace(' data-events', () => (hasEvents ? '' : ' hidden'))
  reply.headers({
    'content-language': language,
    'content-security-policy': POLICY,
    'referrer-policy': 'same-origin',
    vary: 'accept, accept-encoding, accept-language',
  })
  return sendText(request, reply, { content: html, type: 'text/html; charset=utf-8' })
}
