import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import sharp from 'sharp'
import { signUp, userToken } from './customers.ts'
import { download } from './downloads.ts'
import { emptyLibrary, ingestAndIndex, type Served, serve, temporaryFolder } from './library.ts'

/** A display size in a response. */
export type DisplaySize = {
  name: string
  uri: string
  is_watermarked: boolean
  width: number
  height: number
}

/** Returns the display sizes of an image by name. */
export async function displaySizes(
  server: Served,
  id: number | string,
): Promise<Record<string, DisplaySize>> {
  const { json } = await server.get(`/v3/images/${id}?fields=display_set`)
  return Object.fromEntries(json.images[0].display_sizes.map((size: DisplaySize) => [size.name, size]))
}

/** Fetches the bytes, media type and headers of a picture by its link. */
export async function fetchPicture(
  uri: string,
): Promise<{ bytes: Buffer; type: string | null; headers: Headers }> {
  const response = await fetch(uri)
  assert.equal(response.status, 200, await (response.ok ? '' : response.text()))
  const { headers } = response
  return { bytes: Buffer.from(await response.arrayBuffer()), type: headers.get('content-type'), headers }
}

/** Returns the colour of a picture at a point, given as fractions of its width and height. */
export async function colourAt(bytes: Buffer, [x, y]: readonly [number, number]): Promise<number[]> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels
  return [...data.subarray(at, at + info.channels)]
}

/** Asserts that each channel of two colours is within `tolerance`, because compression is lossy. */
export function assertColour(actual: readonly number[], expected: readonly number[], tolerance = 6): void {
  const off = Math.max(...expected.map((value, channel) => Math.abs(value - actual[channel]!)))
  assert.ok(off <= tolerance, `${actual} is not ${expected} within ${tolerance}`)
}

/** Returns the id of the only image that a search finds. */
export async function idOf(server: Served, phrase: string): Promise<string> {
  const { json } = await server.get(
    `/v3/search/images/creative?fields=id&phrase=${encodeURIComponent(phrase)}`,
  )
  assert.equal(json.result_count, 1, `${phrase} finds ${json.result_count}`)
  return json.images[0].id
}

/** Serves the files to a client with all abilities, and returns the outcome of each. */
export async function serveFiles(
  t: TestContext,
  files: Record<string, Buffer | string>,
  settings: Record<string, unknown> = {},
) {
  const { outcomes, library } = await ingestFiles(t, files, settings)
  return { outcomes, server: await serve(library, { abilities: ['large', 'unwatermarked'] }) }
}

/** The same, and downloads originals for a customer whose product allows every size. */
export async function serveForDownloads(
  t: TestContext,
  files: Record<string, Buffer | string>,
  settings: Record<string, unknown> = {},
) {
  const { outcomes, library, folder } = await ingestFiles(t, files, settings)
  const products = [{ type: 'easyaccess', terms: { largestSize: 'vector' } }] as const
  const customer = await signUp(library, { products })
  const server = await serve(library, { abilities: ['large', 'unwatermarked'] })
  const user = { server, customer, token: await userToken(server, customer) }
  const downloadOriginal = async (id: number | string) => {
    const { status, json } = await download(user, Number(id))
    assert.equal(status, 200, JSON.stringify(json))
    return fetchPicture(json.uri)
  }
  return { outcomes, server, library, folder, user, downloadOriginal }
}

async function ingestFiles(
  t: TestContext,
  files: Record<string, Buffer | string>,
  settings: Record<string, unknown>,
) {
  const folder = await temporaryFolder(t)
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
  const library = await emptyLibrary(t, settings)
  const { outcomes } = await ingestAndIndex(library, folder)
  const byPath = Object.fromEntries(
    outcomes.map((it) => [
      it.path,
      'reason' in it ? it.reason : 'warning' in it ? `${it.is}: ${it.warning}` : it.is,
    ]),
  )
  return { outcomes: byPath, library, folder }
}
