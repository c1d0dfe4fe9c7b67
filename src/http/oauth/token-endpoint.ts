import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { tokenIssuer } from '../../access/issue-token.ts'
import type { KeyRing } from '../../access/key-ring.ts'
import type { OAuthServices } from '../../access/oauth-model.ts'
import type { Throttle } from '../../access/throttle.ts'
import { answerOAuthFailure } from './oauth-failures.ts'
import { readForm } from './read-form.ts'
import { takeFromRate } from './token-rate.ts'

/** The addresses in circulation, with how each writes `expires_in` (contract 2.2 and 16, Tokens). */
const ADDRESSES = [
  { url: '/oauth2/token', writtenAs: Number },
  { url: '/v4/oauth2/token', writtenAs: String },
] as const

/** Issues access tokens (RFC 6749, 3.2). */
export function addTokenEndpoint(
  app: FastifyInstance,
  services: OAuthServices & { readonly keys: KeyRing; readonly throttle: Throttle },
): void {
  const issue = tokenIssuer(services)
  for (const { url, writtenAs } of ADDRESSES) {
    const handler = async (request: FastifyRequest, reply: FastifyReply) => {
      const form = readForm(request)
      const { authorization } = request.headers
      await takeFromRate(services, { authorization, form })
      const { accessToken, expiresInSeconds, refreshToken } = await issue({ authorization, form })
      return reply
        .headers({ 'cache-control': 'no-store', pragma: 'no-cache' })
        .type('application/json;charset=UTF-8')
        .send(
          JSON.stringify({
            access_token: accessToken,
            token_type: 'Bearer',
            expires_in: writtenAs(expiresInSeconds),
            ...(refreshToken !== null && { refresh_token: refreshToken }),
          }),
        )
    }
    app.route({ method: 'POST', url, compress: false, handler, errorHandler: answerOAuthFailure })
  }
}
