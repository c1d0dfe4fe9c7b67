import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
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

type Options = { readonly tryKey: string | null; readonly hasGallery: boolean }

/**
 * Serves the interactive reference at /docs, which sends requests only to this server. `tryKey` is the key that it fills
 * in; null lets the reader enter one. It links to the gallery if there is one.
 */
export async function addReference(app: FastifyInstance, options: Options): Promise<void> {
  let reference: Promise<FastifyInstance> | null = null
  const answer = async ({ url }: FastifyRequest, reply: FastifyReply) => {
    reference ??= openReference(options)
    const { statusCode, headers, payload } = await (await reference).inject(url)
    if (headers.location) return reply.redirect(String(headers.location), statusCode)
    return reply.code(statusCode).type(String(headers['content-type'])).send(payload)
  }
  await app.register((docs, _options, done) => {
    docs.addHook('onSend', (_request, reply: FastifyReply, payload, next) => {
      reply.headers({ 'content-security-policy': POLICY, 'x-content-type-options': 'nosniff' })
      reply.header('cache-control', reply.statusCode === 200 ? 'public, max-age=3600' : 'no-store')
      const isPage = String(reply.getHeader('content-type')).startsWith('text/html')
      next(null, isPage && options.hasGallery ? withBackLink(String(payload)) : payload)
    })
    docs.get('/docs/', answer)
    docs.get('/docs/js/scalar.js', answer)
    done()
  })
}

/**
 * Opens the application that the package makes of the reference. It is loaded when the reference is first asked for,
 * because loading it takes a sixth of the processor time of a start.
 */
async function openReference({ tryKey, hasGallery }: Options): Promise<FastifyInstance> {
  const { default: scalar } = await import('@scalar/fastify-api-reference')
  const app = fastify({ routerOptions: { caseSensitive: false, ignoreTrailingSlash: true } })
  await app.register(scalar, {
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
  return app
}

const withBackLink = (html: string) =>
  html.replace('<html>', '<html lang="en">').replace('<body>', () => `<body>${BACK_LINK}`)
