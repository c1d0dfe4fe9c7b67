import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { CLIENT_FOLDER, WEB_FOLDER } from '../lib/package.ts'
import { sendText } from './caching.ts'
import { FILE_HEADERS } from './send-bytes.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** What the sign-in page needs, which is there without the gallery too. */
const OF_SIGN_IN = ['style.css', 'sign-in.css', 'icon.svg']

/**
 * Serves the styles, scripts and the icon of the pages, without the gallery only what the sign-in page needs; and the
 * client, which pages of other sites may load too.
 */
export function addPageFiles(app: FastifyInstance, hasGallery: boolean): void {
  for (const name of hasGallery ? filesOf(WEB_FOLDER) : OF_SIGN_IN)
    addFile(app, `/gallery/${name}`, join(WEB_FOLDER, name))
  for (const name of filesOf(CLIENT_FOLDER)) addFile(app, `/client/${name}`, join(CLIENT_FOLDER, name))
}

const filesOf = (folder: string) => readdirSync(folder).filter((file) => TYPES[extname(file)])

function addFile(app: FastifyInstance, url: string, file: string): void {
  const content = readFileSync(file, 'utf8')
  app.get(url, (request, reply) =>
    sendText(request, reply.headers(FILE_HEADERS), { content, type: TYPES[extname(file)]! }),
  )
}
