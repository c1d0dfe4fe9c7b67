import { AUTHORIZATION_ADDRESS, TOKEN_ADDRESS } from '../oauth/addresses.ts'

const TOKEN = { tokenUrl: TOKEN_ADDRESS, scopes: {} }
const REFRESHED = { ...TOKEN, refreshUrl: TOKEN_ADDRESS }

/** What requests are authenticated with. */
export const SECURITY_SCHEMES = {
  ApiKey: {
    type: 'apiKey',
    in: 'header',
    name: 'Api-Key',
    description: 'Created with `vitrine keys create`.',
  },
  AccessToken: {
    type: 'http',
    scheme: 'bearer',
    description: 'An access token that the program already has, of the client or of one of its users.',
  },
  OAuth2: {
    type: 'oauth2',
    description:
      'Gets an access token; `client_id` is the key. A user signs in with `authorizationCode` and PKCE, or with `password`.',
    flows: {
      clientCredentials: TOKEN,
      password: REFRESHED,
      authorizationCode: { ...REFRESHED, authorizationUrl: AUTHORIZATION_ADDRESS },
    },
  },
} as const

/** The requirement of operations that need an access token, however the program gets it. */
export const WITH_TOKEN = [
  { ApiKey: [], AccessToken: [] },
  { ApiKey: [], OAuth2: [] },
]
