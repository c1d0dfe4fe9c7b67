import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import * as oauth from 'openid-client'
import { changeClient } from '../../../src/access/clients.ts'
import { ask, signUp, type TestCustomer } from '../../support/customers.ts'
import { emptyLibrary, get, type Served, serve } from '../../support/library.ts'
import { openSignIn, sendSignIn } from '../../support/sign-in.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'

/** Without a query, which this client would leave out of the request for a token. */
const REDIRECT_URI = 'https://client.example/callback'
const INSECURE = { execute: [oauth.allowInsecureRequests] }

describe('openid-client, which configures itself', () => {
  const lifetime = suiteLifetime()
  let server: Served
  let confidential: TestCustomer
  let open: TestCustomer

  before(async () => {
    const library = await emptyLibrary(lifetime)
    confidential = await signUp(library, { redirectUris: [REDIRECT_URI] })
    open = await signUp(library, { name: 'Open', redirectUris: [REDIRECT_URI] })
    await changeClient(library.db, open.clientId, { isPublic: 1 })
    server = await serve(library)
  })

  /** Finds the endpoints from the metadata. */
  const discover = ({ key }: TestCustomer, authentication: oauth.ClientAuth) =>
    oauth.discovery(new URL(server.http), key, undefined, authentication, {
      algorithm: 'oauth2',
      ...INSECURE,
    })

  const kinds: readonly [string, () => [TestCustomer, oauth.ClientAuth]][] = [
    ['a secret in the body', () => [confidential, oauth.ClientSecretPost(confidential.secret)]],
    ['a secret by HTTP Basic', () => [confidential, oauth.ClientSecretBasic(confidential.secret)]],
    ['no secret', () => [open, oauth.None()]],
  ]
  for (const [what, client] of kinds)
    it(`signs a user in with PKCE and ${what}, and refreshes the token`, async () => {
      const [customer, authentication] = client()
      const config = await discover(customer, authentication)
      const verifier = oauth.randomPKCECodeVerifier()
      const state = oauth.randomState()
      const address = oauth.buildAuthorizationUrl(config, {
        redirect_uri: REDIRECT_URI,
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
      }).href
      const { username, password } = customer
      const { location } = await sendSignIn(address, await openSignIn(address), { username, password })
      const checks = { pkceCodeVerifier: verifier, expectedState: state }
      const tokens = await oauth.authorizationCodeGrant(config, new URL(location!), checks)
      assert.equal(tokens.expires_in, 1800)
      const { access_token } = await oauth.refreshTokenGrant(config, tokens.refresh_token!)
      const { status } = await ask(server, '/v3/products', { key: customer.key, token: access_token })
      assert.equal(status, 200)
    })

  it('learns why a sign-in failed', async () => {
    const config = await discover(open, oauth.None())
    const refused = new URL(`${REDIRECT_URI}?error=access_denied&state=x`)
    await assert.rejects(oauth.authorizationCodeGrant(config, refused, { expectedState: 'x' }), {
      error: 'access_denied',
    })
    const unknown = new URL(`${REDIRECT_URI}?code=unknown&state=x`)
    const checks = { pkceCodeVerifier: oauth.randomPKCECodeVerifier(), expectedState: 'x' }
    await assert.rejects(oauth.authorizationCodeGrant(config, unknown, checks), { error: 'invalid_grant' })
  })

  it('gets a token for the client itself', async () => {
    const config = await discover(confidential, oauth.ClientSecretBasic(confidential.secret))
    const { token_type, refresh_token } = await oauth.clientCredentialsGrant(config)
    assert.deepEqual([token_type, refresh_token], ['bearer', undefined])
  })

  it('finds metadata that scripts of other sites may read, whose issuer is the public address', async () => {
    const { json, headers } = await get(`${server.http}/.well-known/oauth-authorization-server`)
    assert.equal(headers.get('access-control-allow-origin'), '*')
    assert.equal(json.issuer, server.http)
    assert.equal(json.authorization_endpoint, `${server.http}/oauth2/auth`)
    assert.deepEqual(json.code_challenge_methods_supported, ['S256', 'plain'])
    const library = await emptyLibrary(lifetime, { publicUrl: 'https://images.example.org/' })
    const elsewhere = await serve(library)
    const { json: published } = await get(`${elsewhere.http}/.well-known/oauth-authorization-server`)
    assert.equal(published.issuer, 'https://images.example.org')
    assert.equal(published.token_endpoint, 'https://images.example.org/oauth2/token')
  })
})
