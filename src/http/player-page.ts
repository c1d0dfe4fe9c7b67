import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Asset } from '../catalogue/asset.ts'
import { escapeHtml } from '../lib/escape-html.ts'
import { PUBLIC_CLEAN } from '../renditions/display-sizes.ts'
import { sendText } from './caching.ts'
import type { Links } from './links.ts'
import { isPlayed, presentVideoSize } from './represent/video-display-size.ts'

/** The only page that other sites may show in a frame: it has no scripts, no key and no forms. */
const POLICY =
  "default-src 'none'; media-src 'self'; img-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors *"
const STYLE = 'html,body{margin:0;height:100%;background:#000}video{width:100%;height:100%}'

/**
 * Returns the page that plays a video on other sites, with the watermark that those without a key see; null if the video
 * cannot be played here. The short clip is played as long as the whole one is being made.
 */
export function playerPage(asset: Asset, links: Links): string | null {
  if (!isPlayed(asset, links)) return null
  const uriOf = (name: 'comp' | 'preview' | 'comp_jpg') =>
    escapeHtml(presentVideoSize(asset, name, { links, clean: PUBLIC_CLEAN }).uri)
  const sources = (['comp', 'preview'] as const).map(
    (name) => `<source src="${uriOf(name)}" type="video/mp4">`,
  )
  const title = escapeHtml(asset.title)
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>`,
    `<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">`,
    `<link rel="canonical" href="${escapeHtml(links.page(asset))}"><style>${STYLE}</style></head>`,
    `<body><video controls playsinline preload="none" aria-label="${title}" poster="${uriOf('comp_jpg')}">${sources.join('')}</video></body></html>`,
  ].join('\n')
}

/** Sends the page of a player. */
export function sendPlayerPage(request: FastifyRequest, reply: FastifyReply, html: string): FastifyReply {
  reply.headers({ 'content-security-policy': POLICY, 'referrer-policy': 'strict-origin-when-cross-origin' })
  return sendText(request, reply, { content: html, type: 'text/html; charset=utf-8' })
}
