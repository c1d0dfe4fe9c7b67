import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  type AuthorizationRequest,
  checkAuthorizationRequest,
  RedirectedRefusal,
  UntrustedRequest,
} from '../../access/authorization-request.ts'
import { authorize } from '../../access/authorize.ts'
import { TooManyGuesses } from '../../access/guess-limit.ts'
import { isUsable } from '../../access/key-ring.ts'
import type { OAuthServices } from '../../access/oauth-model.ts'
import { OAuthRefusal } from '../../access/oauth-refusal.ts'
import { answerFailure } from '../failures.ts'
import { AUTHORIZATION_ADDRESS } from './addresses.ts'
import type { SignInFailure } from './credential-fields.ts'
import { isOwnForm, tokenForForm } from './form-cookie.ts'
import { pageLanguage } from './page-language.ts'
import { readForm } from './read-form.ts'
import { sendRefusalPage, sendSignInPage } from './sign-in-page.ts'

const ADDRESSES = [AUTHORIZATION_ADDRESS, '/v4/oauth2/auth']
const MAX_FORM_BYTES = 16_384

type Services = OAuthServices & {
  /** Signs the tokens of forms. */
  readonly linkSecret: string
}

/** The page where a user signs in and allows a client to act for them (RFC 6749, 3.1). */
export function addAuthorizationEndpoint(app: FastifyInstance, services: Services): void {
  const options = { compress: false, errorHandler: answerRefusal } as const
  for (const url of ADDRESSES) {
    app.route({
      method: 'GET',
      url,
      ...options,
      handler: (request, reply) => show(services, { http: request, reply, asked: check(services, request) }),
    })
    app.route({
      method: 'POST',
      url,
      bodyLimit: MAX_FORM_BYTES,
      ...options,
      handler: (request, reply) =>
        decide(services, { http: request, reply, asked: check(services, request) }),
    })
  }
}

type Exchange = {
  readonly http: FastifyRequest
  readonly reply: FastifyReply
  readonly asked: AuthorizationRequest
}

const queryOf = ({ raw: { url = '' } }: FastifyRequest): string =>
  url.includes('?') ? url.slice(url.indexOf('?')) : ''

function check({ keys, now }: Services, request: FastifyRequest): AuthorizationRequest {
  return checkAuthorizationRequest(new URLSearchParams(queryOf(request)), (key) => {
    const client = keys.find(key)
    return client && isUsable(client, now()) ? client : null
  })
}

function show(
  { linkSecret }: Services,
  { http, reply, asked }: Exchange,
  { username = '', failure = null }: { username?: string; failure?: SignInFailure | null } = {},
): FastifyReply {
  return sendSignInPage(reply, {
    language: pageLanguage(http.headers['accept-language']),
    request: asked,
    action: queryOf(http),
    token: tokenForForm(http, reply, linkSecret),
    username,
    failure,
  })
}

async function decide(services: Services, exchange: Exchange): Promise<FastifyReply> {
  const { http, reply, asked } = exchange
  const { token, username = '', password = '', decision } = readForm(http)
  const showAgain = (failure: SignInFailure) => show(services, exchange, { username, failure })
  if (!isOwnForm(http, token, services.linkSecret)) return showAgain({ status: 403, word: 'expired' })
  if (decision !== 'allow')
    throw new RedirectedRefusal(asked, 'access_denied', 'The user did not allow the request.')
  try {
    const code = await authorize(services, asked, { username, password, address: http.ip })
    if (code === null) return showAgain({ status: 400, word: 'wrong' })
    return sendBack(reply, asked, { code })
  } catch (error) {
    if (!(error instanceof TooManyGuesses)) throw error
    return showAgain({ status: 429, word: 'tooMany', waitSeconds: error.waitSeconds })
  }
}

function answerRefusal(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const language = pageLanguage(request.headers['accept-language'])
  if (error instanceof RedirectedRefusal)
    return sendBack(reply, error.to, { error: error.code, error_description: error.message })
  if (error instanceof UntrustedRequest) return sendRefusalPage(reply, language, error.reason)
  if (error instanceof OAuthRefusal) return sendRefusalPage(reply, language, 'unreadable')
  return answerFailure(error, request, reply)
}

/** Sends the browser back to the client (RFC 6749, 4.1.2). The query of a registered address is kept. */
function sendBack(
  reply: FastifyReply,
  { redirectUri, state }: Pick<AuthorizationRequest, 'redirectUri' | 'state'>,
  values: Readonly<Record<string, string>>,
): FastifyReply {
  const query = new URLSearchParams({ ...values, ...(state !== null && { state }) })
  const headers = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }
  return reply
    .headers(headers)
    .redirect(`${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${query}`, 302)
}
