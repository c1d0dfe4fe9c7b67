import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Asset, findAssets } from '../catalogue/asset.ts'
import { findEventRecords } from '../catalogue/events.ts'
import { isVisible, type Viewer } from '../catalogue/visibility.ts'
import type { Db } from '../db/database.ts'
import { WEB_FOLDER } from '../lib/package.ts'
import { Problem } from '../lib/problem.ts'
import { sendText } from './caching.ts'
import type { Links } from './links.ts'
import { imageObject } from './represent/image-object.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}
/** The page asks nobody but this server, and runs no script that is not a file of it. */
const POLICY =
  "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"

/** Answers a browser that asked for a page which is not there; null for programs, which are told in JSON. */
export type AnswerLost = (request: FastifyRequest, reply: FastifyReply) => FastifyReply | null

/**
 * The gallery: a plain client of the public API, with a key of its own in its page. The address of a picture has
 * the same page, with what search engines read about the picture in its head, and so have the events.
 */
export function addGallery(
  app: FastifyInstance,
  { db, viewerOf, galleryKey }: { db: Db; viewerOf: (request: FastifyRequest) => Viewer; galleryKey: string },
  linksFor: (request: FastifyRequest) => Links,
): AnswerLost {
  const page = readFileSync(join(WEB_FOLDER, 'index.html'), 'utf8').replace('{{key}}', galleryKey)
  const lostPage = readFileSync(join(WEB_FOLDER, 'not-found.html'), 'utf8')
  const answerLost: AnswerLost = (request, reply) =>
    wantsPage(request)
      ? sendPage(request, reply.code(404).header('vary', 'accept'), lostPage, 'Vitrine', '')
      : null
  for (const name of readdirSync(WEB_FOLDER).filter((file) => TYPES[extname(file)])) {
    const content = readFileSync(join(WEB_FOLDER, name), 'utf8')
    app.get(`/gallery/${name}`, (request, reply) =>
      sendText(request, reply, { content, type: TYPES[extname(name)]! }),
    )
  }
  app.get('/', (request, reply) => sendPage(request, reply, page, 'Vitrine', ''))
  app.get('/detail/:slug/:id', async (request: FastifyRequest<{ Params: { id: string } }>, reply) => {
    const id = Number(request.params.id)
    const asset = Number.isSafeInteger(id) ? (await findAssets(db, [id])).get(id) : undefined
    if (asset && isVisible(asset, viewerOf(request)))
      return sendPage(request, reply, page, asset.title, jsonLd(asset, linksFor(request)))
    return answerLost(request, reply) ?? refuse('There is no picture at this address.')
  })
  app.get('/events', (request, reply) => sendPage(request, reply, page, 'Events – Vitrine', ''))
  app.get('/events/:id', async (request: FastifyRequest<{ Params: { id: string } }>, reply) => {
    const id = Number(request.params.id)
    const record = Number.isSafeInteger(id) ? (await findEventRecords(db, [id])).get(id) : undefined
    if (record) return sendPage(request, reply, page, record.event.name, '')
    return answerLost(request, reply) ?? refuse('There is no event at this address.')
  })
  return answerLost
}

function refuse(detail: string): never {
  throw new Problem('NotFound', detail)
}

/** A browser says that it wants a page; a program that takes anything gets what programs get. */
const wantsPage = ({ method, headers }: FastifyRequest) =>
  (method === 'GET' || method === 'HEAD') && (headers.accept ?? '').includes('text/html')

function jsonLd(asset: Asset, links: Links): string {
  const json = JSON.stringify(imageObject(asset, links)).replaceAll('<', '\\u003c')
  return `<script type="application/ld+json">${json}</script>`
}

function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  page: string,
  title: string,
  head: string,
): FastifyReply {
  const escaped = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const html = page.replace('{{title}}', () => escaped).replace('{{head}}', () => head)
  reply.headers({ 'content-security-policy': POLICY, 'referrer-policy': 'same-origin' })
  return sendText(request, reply, { content: html, type: 'text/html; charset=utf-8' })
}
