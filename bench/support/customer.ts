import { vitrine } from './processes.ts'

/** A client of the API that may ask for tokens by itself. */
export type BenchClient = { readonly id: string; readonly key: string; readonly secret: string }

/** Signs up a customer in a data folder, with a client that may do what `allow` names. */
export async function signUp(data: string, allow: readonly string[] = []): Promise<BenchClient> {
  const run = async (args: readonly string[]) =>
    JSON.parse(await vitrine([...args, '--json', '--data', data]))
  await run(['customers', 'create', '--name', 'Bench'])
  const terms = ['--type', 'easyaccess', '--largest-size', 'xx_large']
  await run(['agreements', 'create', '--customer', 'Bench', '--name', 'Bench', ...terms])
  const abilities = allow.length === 0 ? [] : ['--allow', allow.join()]
  const limits = ['--customer', 'Bench', '--grants', 'client_credentials', ...abilities]
  return run(['keys', 'create', '--name', 'bench', ...limits])
}

/** The form by which a client asks for a token. */
export const tokenForm = ({ key, secret }: BenchClient): URLSearchParams =>
  new URLSearchParams({ grant_type: 'client_credentials', client_id: key, client_secret: secret })

/** An access token of the client. */
export async function accessToken(base: string, client: BenchClient): Promise<string> {
  const response = await fetch(`${base}/oauth2/token`, { method: 'POST', body: tokenForm(client) })
  return ((await response.json()) as { access_token: string }).access_token
}
