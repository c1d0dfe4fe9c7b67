import assert from 'node:assert/strict'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createClient } from '@hey-api/openapi-ts'
import type { Credentials } from '../fidelity/shop.ts'

/** What a generated function takes. */
type Asked = {
  readonly path?: object
  readonly query?: object
  readonly body?: unknown
  /** Null sends the body as it is. */
  readonly bodySerializer?: null
  readonly headers?: Readonly<Record<string, string>>
}
/** Any JSON: tests read it without checks, and fail if it has another shape. */
// biome-ignore lint/suspicious/noExplicitAny: see above
type Json = any
type Call = (options: Asked) => Promise<{ data?: Json; error?: Json; response: Response }>

/** A generated client. */
export type GeneratedClient = {
  /**
   * Calls a generated function by its name, and expects a status.
   *
   * @returns The response, or the error.
   */
  call(name: string, asked: Asked & { readonly as: Credentials; readonly status: number }): Promise<Json>
  /** The names that were called. */
  readonly called: ReadonlySet<string>
}

/** Generates a client from a document with an independent generator; Node runs it as it is. */
export async function generateClient(
  document: string,
  folder: string,
  baseUrl: string,
): Promise<GeneratedClient> {
  await createClient({
    input: document,
    output: { path: folder, module: { extension: '.ts' } },
    plugins: ['@hey-api/client-fetch', '@hey-api/sdk'],
    logs: { level: 'silent' },
  })
  const load = (file: string) => import(pathToFileURL(join(folder, file)).href)
  const sdk: Readonly<Record<string, Call>> = await load('sdk.gen.ts')
  const { client } = await load('client.gen.ts')
  client.setConfig({ baseUrl, redirect: 'manual' })
  const called = new Set<string>()
  return {
    called,
    async call(name, { as, status, headers, ...asked }) {
      called.add(name)
      const credentials = {
        ...(as.key !== null && { 'Api-Key': as.key }),
        ...(as.token !== undefined && { Authorization: `Bearer ${as.token}` }),
      }
      const generated = sdk[name]
      assert.ok(generated, `the client has no ${name}`)
      const { data, error, response } = await generated({
        ...asked,
        ...(asked.body instanceof Uint8Array && { bodySerializer: null }),
        headers: { ...credentials, ...headers },
      })
      assert.equal(response.status, status, `${name}: ${JSON.stringify(error)}`)
      return data ?? error
    },
  }
}
