import type { Client } from './clients.ts'
import { OAuthRefusal } from './oauth-refusal.ts'

/** A client's request that one of its users signs in and allows it to act for them (RFC 6749, 4.1.1). */
export type AuthorizationRequest = {
  readonly client: Client & { readonly customerId: string }
  readonly redirectUri: string
  readonly state: string | null
  /** PKCE (RFC 7636); null when the client does without. */
  readonly challenge: { readonly value: string; readonly method: ChallengeMethod } | null
}

/** The transformations of RFC 7636, 4.2. */
export const CHALLENGE_METHODS = ['S256', 'plain'] as const

type ChallengeMethod = (typeof CHALLENGE_METHODS)[number]

/** A request whose browser must not be sent anywhere, because it is unknown where to (RFC 6749, 4.1.2.1). */
export class UntrustedRequest extends Error {
  override readonly name = 'UntrustedRequest'
  readonly reason: 'unknownClient' | 'unknownRedirect'

  constructor(reason: UntrustedRequest['reason']) {
    super(reason)
    this.reason = reason
  }
}

/** A refusal of which the client learns through the browser (RFC 6749, 4.1.2.1). */
export class RedirectedRefusal extends OAuthRefusal {
  override readonly name = 'RedirectedRefusal'
  readonly to: Pick<AuthorizationRequest, 'redirectUri' | 'state'>

  constructor(to: RedirectedRefusal['to'], code: string, description: string) {
    super(code, description)
    this.to = { redirectUri: to.redirectUri, state: to.state }
  }
}

/** RFC 7636, 4.2. */
const CHALLENGE = /^[A-Za-z0-9._~-]{43,128}$/

/**
 * Checks the query of an authorization request.
 *
 * @param findClient returns the client with a key if it may be used now.
 * @throws UntrustedRequest when the client or its address is unknown, RedirectedRefusal when anything else is wrong.
 */
export function checkAuthorizationRequest(
  query: URLSearchParams,
  findClient: (key: string) => Client | null,
): AuthorizationRequest {
  const client = findClient(onlyValue(query, 'client_id') ?? '')
  const customerId = client?.customerId ?? null
  if (client === null || customerId === null) throw new UntrustedRequest('unknownClient')
  const redirectUri = onlyValue(query, 'redirect_uri')
  // Exactly as registered (RFC 9700, 2.1): anything looser has been used to steal codes.
  if (redirectUri === null || !isRegistered(client, redirectUri))
    throw new UntrustedRequest('unknownRedirect')
  const request = { client: { ...client, customerId }, redirectUri, state: onlyValue(query, 'state') }
  const refuse = (code: string, description: string): never => {
    throw new RedirectedRefusal(request, code, description)
  }
  const repeated = [...query.keys()].find((name) => query.getAll(name).length > 1)
  if (repeated !== undefined) refuse('invalid_request', 'A parameter is given twice.')
  const responseType = onlyValue(query, 'response_type')
  if (responseType === null) refuse('invalid_request', 'The parameter response_type is missing.')
  if (responseType !== 'code')
    refuse('unsupported_response_type', 'The only supported response_type is code.')
  if (!(JSON.parse(client.grants) as string[]).includes('authorization_code'))
    refuse('unauthorized_client', 'This client may not use the grant authorization_code.')
  const challenge = readChallenge(query, refuse)
  // Nothing else proves that it is the client who redeems the code (RFC 9700, 2.1.1).
  if (challenge === null && client.isPublic === 1)
    refuse('invalid_request', 'A public client must send a code_challenge.')
  return { ...request, challenge }
}

function isRegistered({ redirectUris }: Client, uri: string): boolean {
  return (JSON.parse(redirectUris) as string[]).includes(uri)
}

function readChallenge(
  query: URLSearchParams,
  refuse: (code: string, description: string) => never,
): AuthorizationRequest['challenge'] {
  const value = onlyValue(query, 'code_challenge')
  const method = onlyValue(query, 'code_challenge_method')
  if (value === null)
    return method === null ? null : refuse('invalid_request', 'The parameter code_challenge is missing.')
  if (!CHALLENGE.test(value))
    refuse('invalid_request', 'The code_challenge must be 43 to 128 letters, digits or one of -._~.')
  // Without a method it is plain (RFC 7636, 4.3).
  const known = CHALLENGE_METHODS.find((name) => name === (method ?? 'plain'))
  return known
    ? { value, method: known }
    : refuse('invalid_request', 'The code_challenge_method must be S256 or plain.')
}

/** The value of a parameter; null when it is missing, empty or given twice (RFC 6749, 3.1). */
function onlyValue(query: URLSearchParams, name: string): string | null {
  const values = query.getAll(name)
  return values.length === 1 && values[0] !== '' ? values[0]! : null
}
