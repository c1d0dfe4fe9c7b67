import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { TestContext } from 'node:test'

/** An answer in the place of that of the server. */
type OwnAnswer = { readonly status: number; readonly body: object }

/** Passes requests on to a server, unless `answer` returns another answer. Returns its address. */
export async function changingProxy(
  t: Pick<TestContext, 'after'>,
  target: string,
  answer: (path: string, body: string) => Promise<OwnAnswer | null> | OwnAnswer | null,
): Promise<string> {
  const passOn = async ({ url, method, headers }: IncomingMessage, body: string) => {
    const type = headers['content-type']
    const content = body === '' ? {} : { body, headers: { 'content-type': type! } }
    const response = await fetch(target + url, { method: method!, ...content })
    return { status: response.status, body: (await response.json()) as object }
  }
  const proxy = createServer(async (request, response) => {
    const body = await text(request)
    const sent = (await answer(request.url!, body)) ?? (await passOn(request, body))
    response.writeHead(sent.status, { 'content-type': 'application/json' }).end(JSON.stringify(sent.body))
  })
  await once(proxy.listen(0, '127.0.0.1'), 'listening')
  t.after(() => void proxy.close())
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
}
