import assert from 'node:assert/strict'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import http2 from 'node:http2'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, it } from 'node:test'
import tls from 'node:tls'
import { openRecords } from '../../src/compose-records.ts'
import { makeLocalCertificate } from '../../src/http/tls/local-authority.ts'
import { startCommand, vitrine } from '../support/cli.ts'
import { emptyLibrary, serve, temporaryFolder } from '../support/library.ts'
import { until } from '../support/until.ts'

type Seen = { protocol: string | null; cipher: string; alpn: string | false | null; serial: string }

function connect(https: string, options: tls.ConnectionOptions): Promise<Seen> {
  return new Promise((resolve, reject) => {
    const socket = tls.connect({ host: 'localhost', port: Number(new URL(https).port), ...options }, () => {
      const { serialNumber: serial } = socket.getPeerCertificate()
      resolve({
        protocol: socket.getProtocol(),
        cipher: socket.getCipher().name,
        alpn: socket.alpnProtocol,
        serial,
      })
      socket.end()
    })
    socket.once('error', reject)
  })
}

describe('TLS', () => {
  it('supports 1.3 with exactly three suites, and 1.2 with ECDHE and an AEAD', async (t) => {
    const server = await serve(await emptyLibrary(t))
    const ca = await readFile(server.ca)
    const with13 = (ciphers: string) => connect(server.https, { ca, ciphers, minVersion: 'TLSv1.3' })
    for (const suite of [
      'TLS_AES_128_GCM_SHA256',
      'TLS_AES_256_GCM_SHA384',
      'TLS_CHACHA20_POLY1305_SHA256',
    ]) {
      assert.equal((await with13(suite)).cipher, suite)
    }
    await assert.rejects(with13('TLS_AES_128_CCM_SHA256'))
    const with12 = (ciphers: string) => connect(server.https, { ca, ciphers, maxVersion: 'TLSv1.2' })
    assert.equal((await with12('ECDHE-ECDSA-AES128-GCM-SHA256')).protocol, 'TLSv1.2')
    assert.equal((await with12('ECDHE-ECDSA-CHACHA20-POLY1305')).protocol, 'TLSv1.2')
    await assert.rejects(with12('ECDHE-ECDSA-AES128-SHA256'))
    await assert.rejects(
      connect(server.https, { ca, maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' }),
    )
  })

  it('offers HTTP/2 and HTTP/1.1 by ALPN, and both work', async (t) => {
    const server = await serve(await emptyLibrary(t))
    const ca = await readFile(server.ca)
    assert.equal((await connect(server.https, { ca, ALPNProtocols: ['h2', 'http/1.1'] })).alpn, 'h2')
    assert.equal((await connect(server.https, { ca, ALPNProtocols: ['http/1.1'] })).alpn, 'http/1.1')
    const session = http2.connect(server.https, { ca })
    t.after(() => session.destroy())
    const stream = session.request({ ':path': '/v3/countries', 'api-key': server.key })
    const headers = await new Promise<http2.IncomingHttpHeaders & http2.IncomingHttpStatusHeader>((resolve) =>
      stream.once('response', resolve),
    )
    assert.equal(headers[':status'], 200)
    assert.equal(headers['content-language'], 'en-US')
  })

  it('keeps its local certificate when restarted', async (t) => {
    const library = await emptyLibrary(t)
    const first = await serve(library)
    const ca = await readFile(first.ca)
    const { serial } = await connect(first.https, { ca })
    await first.stop()
    const second = await serve(library)
    assert.equal((await connect(second.https, { ca })).serial, serial)
  })

  it('is the same of servers that start at once', async (t) => {
    const library = await emptyLibrary(t)
    const others = await Promise.all([1, 2, 3].map(() => openRecords(library.config)))
    t.after(() => Promise.all(others.map((db) => db.destroy())))
    const servers = await Promise.all([library.db, ...others].map((db) => serve({ ...library, db })))
    const ca = await readFile(servers[0]!.ca)
    const serials = await Promise.all(servers.map(async ({ https }) => (await connect(https, { ca })).serial))
    assert.equal(new Set(serials).size, 1)
    assert.deepEqual((await readdir(dirname(servers[0]!.ca))).sort(), [
      'ca.pem',
      'certificate.pem',
      'key.pem',
    ])
  })

  it('replaces a certificate whose key is missing after an interruption or damage', async (t) => {
    const library = await emptyLibrary(t)
    const first = await serve(library)
    await first.stop()
    const key = join(dirname(first.ca), 'key.pem')
    for (const left of [(await makeLocalCertificate(['localhost'], new Date())).key, '', 'nonsense']) {
      await writeFile(key, left)
      const server = await serve(library)
      await connect(server.https, { ca: await readFile(server.ca) })
      await server.stop()
    }
  })

  it("certifies the machine's names when listening beyond loopback, and reports names that are missing later", async (t) => {
    const data = await temporaryFolder(t)
    const settings = ['--data', data, '--port', '0', '--tls-port', '0', '--log-level', 'silent']
    const local = await startCommand(t, ['serve', ...settings])
    local.process.kill('SIGTERM')
    await local.ended
    const open = await startCommand(t, ['serve', ...settings, '--tls-host', '0.0.0.0'])
    const host = hostname().toLowerCase()
    const trusting = async () => {
      const ca = await readFile(open.ready.ca!)
      return connect(open.ready.https!, {
        ca,
        servername: host,
        checkServerIdentity: tls.checkServerIdentity,
      })
    }
    await assert.rejects(trusting(), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
    await until(
      async () => open.log(),
      (log) => log.includes(`The certificate does not cover ${host}, `) && log.includes('vitrine tls renew'),
      2000,
    )
    const before = await readFile(open.ready.ca!, 'utf8')
    const renewed = await vitrine(['tls', 'renew', '--data', data, '--tls-host', '0.0.0.0'])
    assert.match(
      renewed.stdout,
      new RegExp(`covers localhost, 127.0.0.1, ::1, ${host}, .*trust the new one`, 's'),
    )
    assert.notEqual(await readFile(open.ready.ca!, 'utf8'), before)
    const seen = await until(
      () => trusting().catch(() => null),
      (it) => it !== null,
      2000,
    )
    assert.equal(seen!.protocol, 'TLSv1.3')
  })

  it("serves the owner's certificate, and reloads it when its files change", async (t) => {
    const folder = await temporaryFolder(t)
    const files = { tlsCertificate: join(folder, 'chain.pem'), tlsKey: join(folder, 'key.pem') }
    const put = async () => {
      const made = await makeLocalCertificate(['localhost', 'images.example.org'], new Date())
      await writeFile(files.tlsKey, made.key)
      await writeFile(files.tlsCertificate, made.certificate)
      return made.ca
    }
    const firstCa = await put()
    const server = await serve(await emptyLibrary(t, files))
    const { serial } = await connect(server.https, { ca: firstCa })
    const secondCa = await put()
    const send = () => connect(server.https, { ca: [firstCa, secondCa] })
    await until(send, (seen) => seen.serial !== serial, 2000)
  })

  it('is required beyond loopback: plain HTTP refuses to start there without a configured proxy', async (t) => {
    const data = await temporaryFolder(t)
    const open = ['serve', '--data', data, '--host', '0.0.0.0', '--port', '0', '--tls-port', '0']
    const { code, stderr } = await vitrine(open)
    assert.equal(code, 2)
    assert.match(stderr, /--behind-proxy/)
  })
})
