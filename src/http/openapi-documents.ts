import type { FastifyInstance } from 'fastify'
import { sendText } from './caching.ts'
import { asOpenApi30 } from './openapi/as-3-0.ts'
import { openApiDocument } from './openapi/document.ts'
import type { Operation } from './operation.ts'

/** Addresses of the OpenAPI document and of its OpenAPI 3.0 version, which is where the original API has it. */
export const DOCUMENT_URL = '/openapi.json'
const OPENAPI_3_0_URL = '/swagger/v3/swagger.json'

/** Serves the OpenAPI document as 3.1 and 3.0, and redirects the original API's pages under /swagger to /docs. */
export function addOpenApiDocuments(
  app: FastifyInstance,
  operations: readonly Operation[],
  version: string,
): void {
  const documents = {
    [DOCUMENT_URL]: () => openApiDocument(operations, version),
    [OPENAPI_3_0_URL]: () => asOpenApi30(openApiDocument(operations, version)),
  }
  for (const [url, make] of Object.entries(documents)) {
    // Made for the first request, because this takes longer than the rest of the start of a server.
    let content: string | undefined
    app.get(url, (request, reply) => {
      content ??= JSON.stringify(make(), null, 1)
      return sendText(request, reply, { content, type: 'application/json; charset=utf-8' })
    })
  }
  for (const url of ['/swagger', '/swagger/index.html'])
    app.get(url, (_request, reply) => reply.header('cache-control', 'no-cache').redirect('/docs', 302))
}
