import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import scalar from '@scalar/fastify-api-reference'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { WEB_FOLDER } from '../lib/package.ts'
import { DOCUMENT_URL } from './openapi-documents.ts'

const ICON = join(WEB_FOLDER, 'icon.svg')

/** Whatever the reference's script would like to ask for elsewhere, the browser refuses. */
const POLICY =
  "default-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; " +
  "base-uri 'none'; frame-ancestors 'none'"

/** The way back to the gallery, above the reference, which keeps this height free for it. */
const WAY_BACK = '<nav class="way-back" aria-label="Vitrine"><a href="/">← Gallery</a></nav>'
const WAY_BACK_STYLE = `
:root { --scalar-custom-header-height: 44px; }
.way-back { position: sticky; top: 0; z-index: 10; box-sizing: border-box; height: 44px; padding: 11px 20px;
  font: 15px/22px system-ui, sans-serif; background: var(--scalar-background-1, Canvas);
  border-bottom: 1px solid var(--scalar-border-color, #dfdfdf); }
.way-back a { color: var(--scalar-color-1, CanvasText); text-underline-offset: 3px; }`

/**
 * The interactive reference at /docs, which sends requests to this server alone. `tryKey` is the key that its requests
 * carry from the start; null lets the reader give one. It links to the gallery where there is one.
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
      next(null, isPage && hasGallery ? withWayBack(String(payload)) : payload)
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
        ...(hasGallery && { customCss: WAY_BACK_STYLE }),
        authentication: {
          preferredSecurityScheme: 'ApiKey',
          securitySchemes: { ApiKey: { name: 'Api-Key', in: 'header', value: tryKey ?? '' } },
        },
      },
    })
    done()
  })
}

const withWayBack = (html: string) =>
  html.replace('<html>', '<html lang="en">').replace('<body>', () => `<body>${WAY_BACK}`)
