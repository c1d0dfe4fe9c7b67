import { ask, type TestCustomer } from './customers.ts'
import type { Served } from './library.ts'
import { writePicture } from './pictures.ts'

/** The id of the first asset of a library; the others count up from it. */
export const FIRST_ID = 100_000_001

/** Writes pictures of different colours, all with as much blue, too small for any download size but the original's. */
export async function writeSmallPictures(folder: string, count: number, blue = 99): Promise<void> {
  for (let index = 0; index < count; index++) {
    const colour = `rgb(${index % 256}, ${Math.floor(index / 256)}, ${blue})`
    const name = `${String(index).padStart(4, '0')}.png`
    await writePicture(folder, name, { width: 24, height: 16, colour, format: 'png' })
  }
}

/** Who downloads, where. */
export type Downloading = {
  readonly server: Pick<Served, 'http'>
  readonly customer: TestCustomer
  readonly token: string
}

/** A request to download, besides the image. */
export type Requested = {
  readonly query?: string
  readonly idempotencyKey?: string
  readonly notes?: string
}

/** Downloads an image; the response has the link in its body. */
export function download(
  { server, customer, token }: Downloading,
  assetId: number,
  { query = '', idempotencyKey, notes }: Requested = {},
) {
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (idempotencyKey !== undefined) headers['idempotency-key'] = idempotencyKey
  return ask(server, `/v3/downloads/images/${assetId}?auto_download=false${query}`, {
    key: customer.key,
    token,
    method: 'POST',
    headers,
    body: JSON.stringify(notes === undefined ? null : { download_notes: notes }),
  })
}

/** How many downloads are left of the customer's first product. */
export async function remaining({ server, customer, token }: Downloading): Promise<number> {
  const { json } = await ask(server, '/v3/products', { key: customer.key, token })
  return json.products[0].downloads_remaining
}

/** The id by which a link names its download. */
export const downloadOf = (uri: string): string => new URL(uri).pathname.split('/')[2]!
