import type { FastifyRequest } from 'fastify'

/** Returns whether a browser asks for one of our pages (Fetch Metadata; Origin or Referer for browsers that lack it). */
export function isSameOrigin({ headers, host }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  const from = headers.origin ?? headers.referer ?? ''
  return URL.canParse(from) && new URL(from).host === host
}
