import { Problem } from '../lib/problem.ts'
import type { GrantType } from './grants.ts'

/** How a client gets access tokens. */
export type OAuthSettings = {
  readonly grants: readonly GrantType[]
  readonly redirectUris: readonly string[]
  readonly isPublic: boolean
}

/** What a client may do to get tokens when nobody says: everything that suits it. */
export function defaultGrants({ redirectUris, isPublic }: Omit<OAuthSettings, 'grants'>): GrantType[] {
  if (isPublic) return ['authorization_code', 'refresh_token']
  const withoutBrowser: GrantType[] = ['client_credentials', 'password', 'refresh_token']
  return redirectUris.length === 0 ? withoutBrowser : [...withoutBrowser, 'authorization_code']
}

/** A client that acts for no customer gets no tokens, so nothing may be set about them. @throws Problem InvalidClient. */
export function requireNoSettings({ grants, redirectUris, isPublic }: OAuthSettings): void {
  if (grants.length > 0 || redirectUris.length > 0 || isPublic)
    throw new Problem(
      'InvalidClient',
      'Only a key of a customer has grants and redirect addresses, or is public; name the customer.',
    )
}

/**
 * Checks that the settings suit each other.
 *
 * @throws Problem InvalidClient that says what would be right.
 */
export function requireSuitable({ grants, redirectUris, isPublic }: OAuthSettings): void {
  for (const uri of redirectUris) requireRedirectUri(uri)
  if (grants.includes('authorization_code') && redirectUris.length === 0)
    throw new Problem('InvalidClient', 'The grant authorization_code needs a redirect address.')
  if (isPublic && grants.includes('client_credentials'))
    throw new Problem(
      'InvalidClient',
      'A public client keeps no secret, so it cannot have the grant client_credentials.',
    )
}

/** Loopback addresses may use HTTP (RFC 8252, 7.3). */
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** RFC 6749, 3.1.2: absolute and without a fragment. A scheme of an app's own has a dot (RFC 8252, 7.1). */
function requireRedirectUri(uri: string): void {
  const url = URL.canParse(uri) ? new URL(uri) : null
  const isSafe =
    url?.protocol === 'https:' ||
    (url?.protocol === 'http:' && LOOPBACK.has(url.hostname)) ||
    (url?.protocol.includes('.') ?? false)
  if (!isSafe || uri.includes('#') || uri.includes('*'))
    throw new Problem(
      'InvalidClient',
      `The redirect address "${uri.slice(0, 200)}" must be a complete https address without a fragment; http is allowed for localhost, and a scheme such as com.example.app: for apps.`,
    )
}
