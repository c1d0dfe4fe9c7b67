import { ask, type TestCustomer, userToken } from './customers.ts'
import type { Served } from './library.ts'

/** Sends requests as a user of the API: with JSON where there is a body. */
export type Sender = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
) => ReturnType<typeof ask>

/** Signs a user in. */
export async function signedIn(server: Pick<Served, 'http'>, user: TestCustomer): Promise<Sender> {
  const token = await userToken(server, user)
  return (method, path, body) =>
    ask(server, path, {
      method,
      key: user.key,
      token,
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    })
}

/** Creates a board with assets and returns its address. */
export async function makeBoard(
  send: Sender,
  name: string,
  assetIds: readonly string[] = [],
): Promise<string> {
  const { json } = await send('POST', '/v3/boards', { name })
  const address = `/v3/boards/${json.id}`
  if (assetIds.length > 0)
    await send(
      'PUT',
      `${address}/assets`,
      assetIds.map((id) => ({ asset_id: id })),
    )
  return address
}

/** The ids of the assets on a board, in its order. */
export async function assetsOn(send: Sender, address: string): Promise<string[]> {
  const { json } = await send('GET', address)
  return json.assets.map(({ id }: { id: string }) => id)
}
