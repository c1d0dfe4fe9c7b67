import { addColleague, ask, signUp, type TestCustomer, userToken } from './customers.ts'
import { type Served, serve, type TestLibrary } from './library.ts'
import { libraryOfPictures } from './library-of-pictures.ts'

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

/** Serves pictures of these colours to users of one customer, called "Ada Example" and so on, who are signed in. */
export async function serveToUsers<Name extends string>(
  t: Parameters<typeof libraryOfPictures>[0],
  { names, colours }: { readonly names: readonly Name[]; readonly colours: readonly string[] },
): Promise<Record<Name, Sender>> {
  const pictures = colours.map((colour, index) => [`${String(index).padStart(2, '0')}.jpg`, { colour }])
  const library = await libraryOfPictures(t, Object.fromEntries(pictures))
  const press = await signUp(library)
  const server = await serve(library)
  const senders: [Name, Sender][] = []
  for (const name of names) {
    const firstName = name[0]!.toUpperCase() + name.slice(1)
    const user = await addColleague(library, press, { username: name, firstName, lastName: 'Example' })
    senders.push([name, await signedIn(server, user)])
  }
  return Object.fromEntries(senders) as Record<Name, Sender>
}

const COLOURS = ['navy', 'olive', 'teal', 'maroon', 'gold', 'grey']
/** The ids of the pictures that `serveGallery` serves. */
export const PICTURE_IDS = COLOURS.map((_, index) => String(100_000_001 + index))

/** Serves a gallery with six pictures, and signs up Ada Example and Bob of one customer. */
export async function serveGallery(
  t: Parameters<typeof libraryOfPictures>[0],
): Promise<{ library: TestLibrary; server: Served; ada: TestCustomer; bob: TestCustomer }> {
  const pictures = COLOURS.map((colour, index) => [
    `${index}.jpg`,
    { colour, title: `Picture ${index + 1}`, width: 900, height: 600 },
  ])
  const library = await libraryOfPictures(t, Object.fromEntries(pictures), { gallery: true })
  const press = await signUp(library)
  const ada = await addColleague(library, press, { username: 'ada', firstName: 'Ada', lastName: 'Example' })
  const bob = await addColleague(library, press, { username: 'bob', firstName: 'Bob' })
  return { library, server: await serve(library), ada, bob }
}

/** Makes somebody a member of a board, by the link for editors or the one for viewers. */
export async function joinBoard(
  member: Sender,
  {
    owner,
    address,
    role,
  }: { readonly owner: Sender; readonly address: string; readonly role: 'editor' | 'viewer' },
): Promise<void> {
  const { links } = (await owner('GET', address)).json
  const link: string = role === 'editor' ? links.invitation : links.share
  await member('POST', `/v1/shared-boards/${link.split('/').at(-1)}/membership`)
}
