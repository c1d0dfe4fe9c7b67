/** The key of the demo customer, when nobody brings another: the same everywhere, and known to everybody. */
export const DEMO_KEY = 'vitrinedemo0customer0key'

/** The secret of the demo customer's client, known to everybody as well. */
export const DEMO_SECRET = 'vitrine-demo-client-secret-known-to-everybody'

/** The demo customer's user, who signs in with this password. */
export const DEMO_USER = { username: 'demo', password: 'vitrine-demo' } as const

/** Everything that the demo customer signs in with. */
export type DemoCredentials = {
  /** Sent as the header `Api-Key`, and as `client_id`. */
  readonly key: string
  /** Sent as `client_secret`. */
  readonly secret: string
  readonly username: string
  readonly password: string
}
