import type http from 'node:http'
import type { CallableAddresses } from './callable-addresses.ts'
import { explainFailure, type OutgoingRequest, openRequest, type Resolve } from './open-request.ts'

/** Bytes of a response that are read before the connection is closed. */
const MAX_RESPONSE_BYTES = 65_536

/** A POST request to an address that somebody else chose. */
type Call = Omit<OutgoingRequest, 'method'> & { readonly body: string; readonly signal: AbortSignal }

/** The status and the headers of a response. */
export type OutgoingResponse = { readonly status: number; readonly headers: http.IncomingHttpHeaders }

/**
 * Sends a POST request as `openRequest` does. Of a response only the beginning is read.
 *
 * @throws Error with a message for the owner if there is no response, or if the address may not be called.
 */
export async function callOut(
  { body, ...call }: Call,
  addresses: CallableAddresses,
  resolveName?: Resolve,
): Promise<OutgoingResponse> {
  const headers = { ...call.headers, 'content-length': String(Buffer.byteLength(body)) }
  const outgoing = openRequest({ ...call, headers, method: 'POST' }, addresses, resolveName)
  return new Promise((done, fail) => {
    outgoing.on('error', (error) => fail(explainFailure(error, call.timeoutMs)))
    outgoing.on('response', (response) => {
      // The status decides: nothing that goes wrong while the rest is read can change it.
      const answer = { status: response.statusCode ?? 0, headers: response.headers }
      outgoing.removeAllListeners('error').on('error', () => done(answer))
      let bytes = 0
      response
        .on('data', ({ length }: Buffer) => {
          bytes += length
          if (bytes > MAX_RESPONSE_BYTES) response.destroy()
        })
        .on('error', () => done(answer))
        .on('close', () => done(answer))
    })
    outgoing.end(body)
  })
}
