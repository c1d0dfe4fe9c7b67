import type { FastifyInstance, FastifyRequest } from 'fastify'
import { CHALLENGE_METHODS } from '../../access/authorization-request.ts'
import { GRANT_TYPES } from '../../access/grants.ts'
import { sendText } from '../caching.ts'
import { AUTHORIZATION_ADDRESS, TOKEN_ADDRESS } from './addresses.ts'
import { PAGE_LANGUAGES } from './sign-in-words.ts'

/** Describes the endpoints to clients that configure themselves (RFC 8414). */
export function addOAuthMetadata(app: FastifyInstance, baseOf: (request: FastifyRequest) => string): void {
  app.get('/.well-known/oauth-authorization-server', (request, reply) =>
    sendText(request, reply, {
      content: JSON.stringify(metadata(baseOf(request))),
      type: 'application/json',
    }),
  )
}

const metadata = (base: string) => ({
  issuer: base,
  authorization_endpoint: base + AUTHORIZATION_ADDRESS,
  token_endpoint: base + TOKEN_ADDRESS,
  service_documentation: `${base}/docs`,
  response_types_supported: ['code'],
  response_modes_supported: ['query'],
  grant_types_supported: GRANT_TYPES,
  token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
  code_challenge_methods_supported: CHALLENGE_METHODS,
  ui_locales_supported: PAGE_LANGUAGES,
})
