/** Where users sign in; clients find it in the metadata and in the OpenAPI document. */
export const AUTHORIZATION_ADDRESS = '/oauth2/auth'

/** Where clients get tokens. */
export const TOKEN_ADDRESS = '/oauth2/token'
