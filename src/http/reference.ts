import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import scalar from '@scalar/fastify-api-reference'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { WEB_FOLDER } from '../lib/package.ts'
import { sendText } from './caching.ts'
import { openApiDocument } from './openapi/document.ts'
import type { Operation } from './operation.ts'

const DOCUMENT_URL = '/openapi.json'
const ICON = join(WEB_FOLDER, 'icon.svg')

/** Whatever the reference's script would like to ask for elsewhere, the browser refuses. */
const POLICY =
  "default-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; " +
  "base-uri 'none'; frame-ancestors 'none'"

/**
 * The OpenAPI document at /openapi.json and the interactive reference at /docs, which asks nobody but this server.
 * `tryKey` is the key that its requests carry from the start; null lets the reader give one.
 */
export async function addReference(
  app: FastifyInstance,
  operations: readonly Operation[],
  { version, tryKey }: { version: string; tryKey: string | null },
): Promise<void> {
  const document = JSON.stringify(openApiDocument(operations, version), null, 1)
  app.get(DOCUMENT_URL, (request, reply) =>
    sendText(request, reply, { content: document, type: 'application/json; charset=utf-8' }),
  )
  await app.register((docs, _options, done) => {
    docs.addHook('onSend', (_request, reply: FastifyReply, payload, next) => {
      reply.headers({ 'content-security-policy': POLICY, 'x-content-type-options': 'nosniff' })
      reply.header('cache-control', reply.statusCode === 200 ? 'public, max-age=3600' : 'no-store')
      next(null, payload)
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
        authentication: {
          preferredSecurityScheme: 'ApiKey',
          securitySchemes: { ApiKey: { name: 'Api-Key', in: 'header', value: tryKey ?? '' } },
        },
      },
    })
    done()
  })
}
