import type http from 'node:http'
import type { CallableAddresses } from './callable-addresses.ts'
import { openRequest } from './open-request.ts'

/** What is fetched from an address that somebody else chose. */
type Fetch = { readonly url: string; readonly maxBytes: number; readonly timeoutMs: number }

/** Why nothing was fetched, in words for whoever chose the address: they tell nothing about networks of the owner. */
export class NotFetched extends Error {}

/** Fetches a file as `openRequest` does, into memory. @throws NotFetched */
export async function fetchOut(
  { url, maxBytes, timeoutMs }: Fetch,
  addresses: CallableAddresses,
): Promise<Buffer> {
  let outgoing: http.ClientRequest | null = null
  try {
    outgoing = openRequest({ method: 'GET', url, headers: {}, timeoutMs }, addresses)
    return await read(await respond(outgoing), maxBytes)
  } catch (error) {
    if (error instanceof NotFetched) throw error
    throw new NotFetched('its server cannot be reached, or may not be called', { cause: error })
  } finally {
    outgoing?.on('error', () => {}).destroy()
  }
}

function respond(outgoing: http.ClientRequest): Promise<http.IncomingMessage> {
  return new Promise((done, fail) => {
    outgoing.on('error', fail).on('response', done).end()
  })
}

async function read(response: http.IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (response.statusCode !== 200) throw new NotFetched(`its server answers ${response.statusCode}`)
  const parts: Buffer[] = []
  let length = 0
  for await (const part of response) {
    length += part.length
    if (length > maxBytes) throw new NotFetched(`it has more than ${maxBytes} bytes`)
    parts.push(part)
  }
  return Buffer.concat(parts)
}
