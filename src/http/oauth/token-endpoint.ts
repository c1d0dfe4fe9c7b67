import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type IssuedToken, issueToken } from '../../access/issue-token.ts'
import type { KeyRing } from '../../access/key-ring.ts'
import type { OAuthServices } from '../../access/oauth-model.ts'
import type { Throttle } from '../../access/throttle.ts'
import { refuseOtherMethods } from '../other-methods.ts'
import { takeFromRate } from '../rate-limit.ts'
import { TOKEN_ADDRESS } from './addresses.ts'
import { withClientCredentials } from './client-credentials.ts'
import { answerOAuthFailure, sendJson } from './oauth-failures.ts'
import { readForm } from './read-form.ts'

/** The addresses in circulation, with the type of `expires_in` at each (contract 2.2 and 16, Tokens). */
const ADDRESSES = [
  { url: TOKEN_ADDRESS, writtenAs: Number },
  { url: '/v4/oauth2/token', writtenAs: String },
] as const

/** Issues access tokens (RFC 6749, 3.2). Call it in a scope of its own, all of whose failures have members of RFC 6749. */
export function addTokenEndpoint(
  scope: FastifyInstance,
  services: OAuthServices & { readonly keys: KeyRing; readonly throttle: Throttle },
): void {
  const { keys, throttle } = services
  scope.setErrorHandler(answerOAuthFailure)
  const refuseOthers = refuseOtherMethods(scope)
  for (const { url, writtenAs } of ADDRESSES) {
    const handler = async (request: FastifyRequest, reply: FastifyReply) => {
      const form = withClientCredentials(readForm(request), request.headers.authorization)
      const client = keys.find(form.client_id ?? '')
      // Tokens count against the rate of the key (contract 2.3).
      if (client) await takeFromRate(throttle, client, { request, reply })
      const token = await issueToken(services, { form, address: request.ip })
      return sendJson(reply, 200, tokenBody(token, writtenAs))
    }
    scope.route({ method: 'POST', url, compress: false, handler })
  }
  refuseOthers()
}

const tokenBody = (
  { accessToken, expiresInSeconds, refreshToken }: IssuedToken,
  writtenAs: (seconds: number) => number | string,
) => ({
  access_token: accessToken,
  token_type: 'Bearer',
  expires_in: writtenAs(expiresInSeconds),
  ...(refreshToken !== null && { refresh_token: refreshToken }),
})
