import OAuth2Server from '@node-oauth/oauth2-server'
import { type OAuthServices, oauthModel } from './oauth-model.ts'
import { OAuthRefusal } from './oauth-refusal.ts'
import { ACCESS_TOKEN_SECONDS, REFRESH_TOKEN_SECONDS } from './tokens.ts'

/** A request for a token. */
export type TokenRequest = {
  /** The fields of the form, including the client's credentials, whichever way they came. */
  readonly form: Readonly<Record<string, string>>
  /** The IP address of the caller. */
  readonly address: string
}

/** What a client is given (contract 2.3). */
export type IssuedToken = {
  readonly accessToken: string
  readonly expiresInSeconds: number
  /** Null where the grant yields none. */
  readonly refreshToken: string | null
}

/** The grants that a client without a secret may use. */
const WITHOUT_SECRET = {
  refresh_token: false,
  authorization_code: false,
  password: true,
  client_credentials: true,
}

/** Issues a token (RFC 6749). @throws OAuthRefusal, TooManyGuesses */
export async function issueToken(
  services: OAuthServices,
  { form, address }: TokenRequest,
): Promise<IssuedToken> {
  const options = {
    model: oauthModel(services, address),
    accessTokenLifetime: ACCESS_TOKEN_SECONDS,
    refreshTokenLifetime: REFRESH_TOKEN_SECONDS,
    alwaysIssueNewRefreshToken: false,
    enablePlainPKCE: true, // NOTE: its types do not have it.
    requireClientAuthentication: WITHOUT_SECRET,
  }
  const request = new OAuth2Server.Request({
    method: 'POST',
    query: {},
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'transfer-encoding': 'chunked', // The library asks it whether there is a body.
    },
    body: form,
  })
  const token = await new OAuth2Server(options)
    .token(request, new OAuth2Server.Response())
    .catch((error) => refuse(error, form))
  const refreshToken = form.grant_type === 'refresh_token' ? null : (token.refreshToken ?? null)
  return { accessToken: token.accessToken, expiresInSeconds: ACCESS_TOKEN_SECONDS, refreshToken }
}

function refuse(error: unknown, form: TokenRequest['form']): never {
  if (!(error instanceof OAuth2Server.OAuthError)) throw error
  if (error instanceof OAuth2Server.ServerError) throw (error as { inner?: unknown }).inner ?? error
  // The library reports another redirect_uri than that of the code as invalid_request.
  if (error.message.includes('redirect_uri') && form.redirect_uri !== undefined)
    throw new OAuthRefusal('invalid_grant', 'The redirect_uri is not that of the authorization request.')
  throw new OAuthRefusal(error.name, error.message)
}
