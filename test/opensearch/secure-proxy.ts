import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { request as send } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { makeLocalCertificate } from '../../src/http/tls/local-authority.ts'
import { temporaryFolder } from '../support/library.ts'

/**
 * Passes requests on to a server as OpenSearch with TLS and passwords would take them: with HTTPS by an authority of its own, and only
 * from this user (RFC 7617). Returns its host and port, and the file with its authority.
 */
export async function secureProxy(
  t: Pick<TestContext, 'after'>,
  target: string,
  userAndPassword: string,
): Promise<{ readonly host: string; readonly ca: string }> {
  const { ca, certificate, key } = await makeLocalCertificate(['localhost'], new Date())
  const file = join(await temporaryFolder(t), 'ca.pem')
  await writeFile(file, ca)
  const allowed = `Basic ${Buffer.from(userAndPassword).toString('base64')}`
  const proxy = createServer({ cert: certificate, key }, (request, response) => {
    const { authorization, ...headers } = request.headers
    if (authorization !== allowed) return void response.writeHead(401).end('Unauthorized')
    const { method = 'GET', url = '/' } = request
    const passedOn = send(target + url, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode!, answer.headers)
      answer.pipe(response)
    })
    request.pipe(passedOn)
  })
  await once(proxy.listen(0, '127.0.0.1'), 'listening')
  t.after(() => {
    proxy.close()
    proxy.closeAllConnections()
  })
  return { host: `localhost:${(proxy.address() as AddressInfo).port}`, ca: file }
}
