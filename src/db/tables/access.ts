import type { Generated } from 'kysely'

/** Customers, their users and API clients, access tokens, and secrets. */
export type AccessTables = {
  customer: CustomerTable
  user: UserTable
  passwordLink: PasswordLinkTable
  client: ClientTable
  clientUse: ClientUseTable
  clientSecret: ClientSecretTable
  authorization: AuthorizationTable
  token: TokenTable
  authorizationCode: AuthorizationCodeTable
  secret: { name: string; value: string }
}

/** A company. */
export type CustomerTable = {
  id: string
  name: string
  /** ISO 3166 alpha-3. */
  country: string | null
  createdMs: number
  endedMs: number | null
}

/** A person of a customer. */
export type UserTable = {
  id: string
  customerId: string
  username: string
  /** Folded as names are; no two users share it. */
  foldedName: string
  firstName: string | null
  middleName: string | null
  lastName: string | null
  /** Argon2id (access/passwords.ts); null until the user has chosen a password. */
  passwordHash: string | null
  createdMs: number
  endedMs: number | null
}

/** A link by which a user chooses a password, of which only the SHA-256 is stored. It is deleted when it is used. */
export type PasswordLinkTable = {
  tokenHash: string
  userId: string
  expiresMs: number
}

/** An API client, with the hash of its key. */
export type ClientTable = {
  id: string
  /** The company that the client belongs to; null for the gallery's own key and keys without a customer. */
  customerId: string | null
  name: string
  keyPrefix: string
  keyHash: string
  /** Queries per second; null is no limit. */
  qps: number | null
  /** 1 for the gallery's own key, which anybody can read: see access/gallery-key.ts. */
  gallery: number
  /** JSON list of what it may do beyond searching (access/abilities.ts). */
  abilities: Generated<string>
  /** JSON list of OAuth2 grant types. */
  grants: Generated<string>
  /** JSON list of addresses to which a browser may be sent back after sign-in. */
  redirectUris: Generated<string>
  /** 1 for a client that cannot keep a secret, such as a script in a page. */
  isPublic: Generated<number>
  createdMs: number
  expiresMs: number | null
  revokedMs: number | null
  lastUsedMs: number | null
}

/** How many requests a client sent on a day in UTC. */
export type ClientUseTable = { clientId: string; dayMs: number; requests: number }

/** A client secret, of which only the SHA-256 is stored. A client may have two that are active. */
export type ClientSecretTable = {
  secretHash: string
  clientId: string
  /** Its first characters, by which people recognise it. */
  prefix: string
  createdMs: number
  endedMs: number | null
}

/** What one sign-in, or one client, was given. Its tokens are valid as long as it is. */
export type AuthorizationTable = {
  id: string
  clientId: string
  /** Null when the client acts for itself. */
  userId: string | null
  grantType: string
  createdMs: number
  /** When its last token expires. */
  expiresMs: number
  revokedMs: number | null
}

/** A token, of which only the SHA-256 is stored. */
export type TokenTable = {
  tokenHash: string
  authorizationId: string
  /** `session`: what a browser keeps in a cookie while its user is signed in to the gallery. */
  kind: 'access' | 'refresh' | 'session'
  expiresMs: number
}

/** An authorization code (RFC 6749, 4.1), of which only the SHA-256 is stored. */
export type AuthorizationCodeTable = {
  codeHash: string
  authorizationId: string
  redirectUri: string
  /** PKCE (RFC 7636). */
  challenge: string | null
  challengeMethod: string | null
  expiresMs: number
  usedMs: number | null
}
