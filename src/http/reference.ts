import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import scalar from '@scalar/fastify-api-reference'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { WEB_FOLDER } from '../lib/package.ts'
import { DOCUMENT_URL } from './openapi-documents.ts'

const ICON = join(WEB_FOLDER, 'icon.svg')

/** Keeps the reference's script from loading anything from other servers. */
const POLICY =
  "default-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; " +
  "base-uri 'none'; frame-ancestors 'none'"

/** A link back to the gallery above the reference, which leaves this height free for it. */
const BACK_LINK = '<nav class="way-back" aria-label="Vitrine"><a href="/">← Gallery</a></nav>'
const BACK_LINK_STYLE = `
:root { --scalar-custom-header-height: 44px; }
.way-back { position: sticky; top: 0; z-index: 10; box-sizing: border-box; height: 44px; padding: 11px 20px;
  font: 15px/22px system-ui, sans-serif; background: var(--scalar-background-1, Canvas);
  border-bottom: 1px solid var(--scalar-border-color, #dfdfdf); }
.way-back a { color: var(--scalar-color-1, CanvasText); text-underline-offset: 3px; }`

/**
 * Serves the interactive reference at /docs, which sends requests only to this server. `tryKey` is the key that it fills
 * in; null lets the reader enter one. It links to the gallery if there is one.
 */
export async function addReference(
  app: FastifyInstance,
  { tryKey, hasGallery }: { tryKey: string | null; hasGallery: boolean },
): Promise<void> {
  await app.register((docs, _options, done) => {
    docs.addHook('onSend', (_request, reply: FastifyReply, payload, next) => {
      reply.headers({ 'content-security-policy': POLICY, 'x-content-type-options': 'nosniff' })
      reply.header('cache-control', reply.statusCode === 200 ? 'public, max-age=3600' : 'no-store')
      const isPage = String(reply.getHeader('content-type')).startsWith('text/html')
      next(null, isPage && hasGallery ? withBackLink(String(payload)) : payload)
    })
    docs.register(scalar, {
      routePrefix: '/docs',
      configuration: {
        url: DOCUMENT_URL,
        pageTitle: 'Vitrine API',
        favicon: `data:image/svg+xml,${encodeURIComponent(readFileSync(ICON, 'utf8'))}`,
        withDefaultFonts: false,
        telemetry: false,
        hideClientButton: true,
        showDeveloperTools: 'never',
        agent: { disabled: true },
        mcp: { disabled: true },
        ...(hasGallery && { customCss: BACK_LINK_STYLE }),
        authentication: {
          preferredSecurityScheme: 'ApiKey',
          securitySchemes: { ApiKey: { name: 'Api-Key', in: 'header', value: tryKey ?? '' } },
        },
      },
    })
    done()
  })
}

const withBackLink = (html: string) =>
  html.replace('<html>', '<html lang="en">').replace('<body>', () => `<body>${BACK_LINK}`)
