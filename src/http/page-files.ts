import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { WEB_FOLDER } from '../lib/package.ts'
import { sendText } from './caching.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** What the sign-in page needs, which is there without the gallery too. */
const OF_SIGN_IN = ['style.css', 'sign-in.css', 'icon.svg']

/** Serves the styles, scripts and the icon of the pages; without the gallery only what the sign-in page needs. */
export function addPageFiles(app: FastifyInstance, hasGallery: boolean): void {
  const all = readdirSync(WEB_FOLDER).filter((file) => TYPES[extname(file)])
  for (const name of hasGallery ? all : OF_SIGN_IN) {
    const content = readFileSync(join(WEB_FOLDER, name), 'utf8')
    app.get(`/gallery/${name}`, (request, reply) =>
      sendText(request, reply, { content, type: TYPES[extname(name)]! }),
    )
  }
}
