import OAuth2Server from '@node-oauth/oauth2-server'
import { type OAuthServices, oauthModel } from './oauth-model.ts'
import { ACCESS_TOKEN_SECONDS, REFRESH_TOKEN_SECONDS } from './tokens.ts'

/** The form of a token request, with the one header that matters. */
export type TokenRequest = {
  readonly authorization: string | undefined
  readonly form: Readonly<Record<string, string>>
}

/** What a client is given (contract 2.3). */
export type IssuedToken = {
  readonly accessToken: string
  readonly expiresInSeconds: number
  /** Null where the grant yields none. */
  readonly refreshToken: string | null
}

/** A refusal in the words of RFC 6749, 5.2. */
export class OAuthRefusal extends Error {
  override readonly name = 'OAuthRefusal'
  readonly code: string

  constructor(code: string, description: string) {
    super(description)
    this.code = code
  }
}

/** The grants that a client without a secret may use. */
const WITHOUT_SECRET = {
  refresh_token: false,
  authorization_code: false,
  password: true,
  client_credentials: true,
}

/** Returns a function that answers token requests (RFC 6749). @throws OAuthRefusal */
export function tokenIssuer(services: OAuthServices): (request: TokenRequest) => Promise<IssuedToken> {
  const options = {
    model: oauthModel(services, true),
    accessTokenLifetime: ACCESS_TOKEN_SECONDS,
    refreshTokenLifetime: REFRESH_TOKEN_SECONDS,
    alwaysIssueNewRefreshToken: false,
    enablePlainPKCE: true, // NOTE: its types do not have it.
    requireClientAuthentication: WITHOUT_SECRET,
  }
  const server = new OAuth2Server(options)
  return async ({ authorization, form }) => {
    const request = new OAuth2Server.Request({
      method: 'POST',
      query: {},
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'transfer-encoding': 'chunked', // The library asks it whether there is a body.
        ...(authorization !== undefined && { authorization }),
      },
      body: form,
    })
    const token = await server.token(request, new OAuth2Server.Response()).catch(refuse)
    const refreshToken = form.grant_type === 'refresh_token' ? null : (token.refreshToken ?? null)
    return { accessToken: token.accessToken, expiresInSeconds: ACCESS_TOKEN_SECONDS, refreshToken }
  }
}

function refuse(error: unknown): never {
  if (!(error instanceof OAuth2Server.OAuthError)) throw error
  if (error instanceof OAuth2Server.ServerError) throw (error as { inner?: unknown }).inner ?? error
  throw new OAuthRefusal(error.name, error.message)
}
