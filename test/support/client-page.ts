import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'

/**
 * A page on a site of its own that signs its visitor in: a public client that keeps its verifier in the session, redeems
 * the code, shows the user's products, and gets another token by the refresh token.
 */
const PAGE = `<!doctype html><title>Client</title><p id="result"></p><script type="module">
const { server, key } = Object.fromEntries(new URLSearchParams(sessionStorage.client ?? location.search))
sessionStorage.client = new URLSearchParams({ server, key })
const redirect_uri = location.origin + '/callback'
const base64url = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
const token = async (form) => {
  const body = new URLSearchParams({ client_id: key, ...form })
  return (await fetch(server + '/oauth2/token', { method: 'POST', body })).json()
}
const statusWith = async ({ access_token }) => {
  const headers = { 'Api-Key': key, Authorization: 'Bearer ' + access_token }
  return (await fetch(server + '/v3/products', { headers })).status
}
if (location.pathname === '/callback') {
  const query = new URLSearchParams(location.search)
  if (query.get('state') !== sessionStorage.state) throw new Error('another state')
  const grant = { grant_type: 'authorization_code', code: query.get('code'), redirect_uri }
  const first = query.has('code') && await token({ ...grant, code_verifier: sessionStorage.verifier })
  const second = first && await token({ grant_type: 'refresh_token', refresh_token: first.refresh_token })
  result.textContent = first
    ? 'products: ' + await statusWith(first) + ', refreshed: ' + await statusWith(second)
    : 'refused: ' + query.get('error')
} else {
  sessionStorage.verifier = base64url(crypto.getRandomValues(new Uint8Array(32)))
  sessionStorage.state = base64url(crypto.getRandomValues(new Uint8Array(16)))
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(sessionStorage.verifier))
  location.href = server + '/oauth2/auth?' + new URLSearchParams({
    client_id: key, response_type: 'code', redirect_uri, state: sessionStorage.state,
    code_challenge: base64url(digest), code_challenge_method: 'S256',
  })
}
</script>`

/** Serves the page of a client until the test ends. Returns its origin. */
export async function serveClientPage(t: Pick<TestContext, 'after'>): Promise<string> {
  const site = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(PAGE)
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  t.after(() => void site.close())
  return `http://127.0.0.1:${(site.address() as AddressInfo).port}`
}
