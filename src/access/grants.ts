/** The OAuth2 grant types that a client may be allowed (contract 2.3). */
export const GRANT_TYPES = ['client_credentials', 'password', 'refresh_token', 'authorization_code'] as const

/** One OAuth2 grant type. */
export type GrantType = (typeof GRANT_TYPES)[number]
