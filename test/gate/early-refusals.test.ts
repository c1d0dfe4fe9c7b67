import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import type { OutgoingHttpHeaders } from 'node:http2'
import { after, before, describe, it } from 'node:test'
import pino from 'pino'
import { emptyLibrary, type Served, serve } from '../support/library.ts'
import { overHttp1, overHttp2, type RawAnswer } from '../support/raw-http.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

const lifetime = suiteLifetime()

function isCoded({ headers, body }: RawAnswer): string {
  assert.match(headers['content-type'] ?? '', /^application\/(vnd\.getty\.error\+)?json$/)
  assert.equal(headers['cache-control'], 'no-store')
  assert.match(headers['x-request-id'] ?? '', /^[\da-f-]{36}$/)
  const { ErrorCode, message } = JSON.parse(body)
  return ErrorCode ?? message
}

describe('requests that are refused before they reach an operation', () => {
  const log: string[] = []
  const warnings: string[] = []
  const noteWarning = ({ message }: Error) => void warnings.push(message)
  let server: Served
  let ca: Buffer
  let known: string
  before(async () => {
    process.on('warning', noteWarning)
    const library = await emptyLibrary(lifetime, { requestTimeoutMs: 600, maxBodyBytes: 2048 })
    const logger = pino({ level: 'info' }, { write: (line: string) => void log.push(line) })
    server = await serve(library, { logger })
    ca = await readFile(server.ca)
    known = `Host: localhost\r\nApi-Key: ${server.key}\r\n`
  })
  after(async () => {
    process.off('warning', noteWarning)
  })

  const TOO_LONG = 'x'.repeat(20_000)
  /** Returns status and code for requests given as bytes; KEY stands for the headers with a valid key. */
  const requests: readonly (readonly [bytes: string, status: number, code: string, cors: boolean])[] = [
    ['GET /v3/countries HTTP/1.1\r\n\r\n', 400, 'BadRequest', true],
    ['GET /v3/countries HTTP/1.1\r\nHost: localhost\r\nKEY\r\n', 400, 'BadRequest', true],
    ['GET * HTTP/1.1\r\nKEY\r\n', 400, 'BadRequest', false],
    ['GET example.com:80 HTTP/1.1\r\nKEY\r\n', 400, 'BadRequest', false],
    ['CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n', 405, 'MethodNotAllowed', false],
    ['GET /v3/countries HTTP/1.1\r\nKEYExpect: a-miracle\r\n\r\n', 417, 'ExpectationFailed', true],
    ['GET /v3/%zz HTTP/1.1\r\nKEYConnection: close\r\n\r\n', 400, 'BadRequest', true],
    ['GET /%563/%zz HTTP/1.1\r\nKEYConnection: close\r\n\r\n', 400, 'BadRequest', true],
    [`GET /v3/images/${'1'.repeat(3000)} HTTP/1.1\r\nKEYConnection: close\r\n\r\n`, 414, 'UriTooLong', true],
    [`GET /v3/countries HTTP/1.1\r\nX: ${TOO_LONG}\r\n\r\n`, 431, 'HeadersTooLarge', true],
    ['GET /v3/countries HTTP/1.1\r\nno colon\r\n\r\n', 400, 'BadRequest', true],
    ['BREW /v3/countries HTTP/1.1\r\nKEY\r\n', 400, 'BadRequest', true],
    ['GET /v3/countries HTTP/1.1\r\nHost: never-', 408, 'RequestTimeout', true],
    ['POST /v3/nothing HTTP/1.1\r\nKEYContent-Length: 9\r\n\r\n{', 404, 'NotFound', true],
    ['POST /nothing HTTP/1.1\r\nKEYTransfer-Encoding: chunked\r\n\r\nzz\r\n', 400, 'BadRequest', false],
    ['GET /v4/oauth2/%zz HTTP/1.1\r\nKEYConnection: close\r\n\r\n', 400, 'BadRequest', false],
    ['POST /v4/oauth2/nothing HTTP/1.1\r\nKEYConnection: close\r\n\r\n', 404, 'NotFound', false],
    ['GET /v4/oauth2/auth HTTP/1.1\r\nno colon\r\n\r\n', 400, 'BadRequest', false],
    ['GET /v4/oauth2/auth HTTP/1.1\r\n\r\n', 400, 'BadRequest', false],
    [
      'POST /v4/oauth2/token HTTP/1.1\r\nKEYContent-Type: a/b\r\nContent-Length: 9\r\n\r\n{',
      408,
      'RequestTimeout',
      false,
    ],
  ]
  it('get a code in JSON, which scripts may read at API addresses', async () => {
    for (const [bytes, status, code, cors] of requests) {
      const [answer, ...more] = await overHttp1(server.http, bytes.replace('KEY', known))
      const shown = bytes.slice(0, 80)
      assert.equal(answer!.status, status, shown)
      assert.equal(isCoded(answer!), code, shown)
      assert.equal(answer!.headers['access-control-allow-origin'], cors ? '*' : undefined, shown)
      assert.deepEqual(more, [], shown)
    }
  })

  it('are answered after earlier requests on the same connection', async () => {
    const list = `GET /v3/countries HTTP/1.1\r\n${known}\r\n`
    const cases: [bytes: string, statuses: number[]][] = [
      [`${list}NONSENSE\r\n\r\n`, [200, 400]],
      [
        `${list}${list}GET /v3/nothing HTTP/1.1\r\n${known}\r\nNONSENSE\r\n\r\nNONSENSE\r\n\r\n`,
        [200, 200, 404, 400],
      ],
      [`${list}GET /v3/x HTTP/1.1\r\nX: ${TOO_LONG}\r\n\r\n`, [200, 431]],
      [`${list}CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n`, [200, 405]],
      [`${list}POST /nothing HTTP/1.1\r\n${known}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, [200, 400]],
      // The key is refused before the body is read, so an error in the body is not reported.
      [
        `${list}POST /v3/countries HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`,
        [200, 401],
      ],
      [`${list}GET /v3/countries HTTP/1.1\r\nHost: never-`, [200, 408]],
    ]
    for (const [bytes, statuses] of cases) {
      const answers = await overHttp1(server.http, bytes)
      assert.deepEqual(
        answers.map(({ status }) => status),
        statuses,
        bytes.slice(-60),
      )
      const all = answers.filter(({ status }) => status === 200)
      for (const { body } of all) assert.equal(JSON.parse(body).countries.length, 249)
    }
  })

  it('are treated the same over HTTP/2', async () => {
    const key = { 'api-key': server.key }
    const json = { 'content-type': 'application/json' }
    const cases: [headers: OutgoingHttpHeaders, status: number, code: string, body?: string | null][] = [
      [{ ':path': '/v3/countries', ':authority': 'localhost', host: 'elsewhere', ...key }, 400, 'BadRequest'],
      [{ ':path': '/v3/countries?x=é', ...key }, 400, 'BadRequest'],
      [{ ':path': '/v3/countries', expect: 'a-miracle', ...key }, 417, 'ExpectationFailed'],
      [{ ':method': 'CONNECT', ':authority': 'example.com:443' }, 405, 'MethodNotAllowed'],
      [{ ':path': '/v3/countries', x: TOO_LONG }, 431, 'HeadersTooLarge'],
      [{ ':path': `/v3/${TOO_LONG}` }, 431, 'HeadersTooLarge'],
      [{ ':path': `/v3/images/${'1'.repeat(3000)}`, ...key }, 414, 'UriTooLong'],
      [{ ':method': 'BREW', ':path': '/v3/countries' }, 401, 'Unauthorized'],
      [{ ':method': 'BREW', ':path': '/v3/countries', ...key }, 405, 'MethodNotAllowed'],
      [{ ':method': 'BREW', ':path': '/v3/nothing', ...key }, 404, 'NotFound'],
      [{ ':method': 'BREW', ':path': '/healthz' }, 405, 'MethodNotAllowed'],
      [{ ':method': 'BREW', ':path': '/nothing' }, 404, 'NotFound'],
      [{ ':method': 'POST', ':path': '/nothing', ...json }, 408, 'RequestTimeout', null],
      [{ ':method': 'POST', ':path': '/nothing', ...json }, 413, 'RequestTooLarge', TOO_LONG],
    ]
    for (const [headers, status, code, body] of cases) {
      const answer = await overHttp2(server.https, { ca, headers, ...(body !== undefined && { body }) })
      const shown = JSON.stringify(headers).slice(0, 80)
      assert.equal(answer.status, status, shown)
      assert.equal(isCoded(answer), code, shown)
      const isOfApi = String(headers[':path']).startsWith('/v3')
      assert.equal(answer.headers['access-control-allow-origin'], isOfApi ? '*' : undefined, shown)
    }
  })

  it('have the same limit of header bytes over HTTP/1.1 and HTTP/2, and no limit of their number', async () => {
    const many = Array.from({ length: 300 }, (_, index) => [`x-${index}`, 'y'] as const)
    const lines = many.map(([name, value]) => `${name}: ${value}\r\n`).join('')
    const [first] = await overHttp1(
      server.http,
      `GET /v3/countries HTTP/1.1\r\n${lines}${known}Connection: close\r\n\r\n`,
    )
    assert.equal(first!.status, 200)
    const headers = { ':path': '/v3/countries', ...Object.fromEntries(many), 'api-key': server.key }
    assert.equal((await overHttp2(server.https, { ca, headers })).status, 200)
  })

  it('cause no warnings of Node', () => assert.deepEqual(warnings, []))

  it('leave no warnings and no framework messages in the log', () => {
    assert.ok(log.length > 30)
    const odd = log.filter((line) => JSON.parse(line).level > 30 || /fastify/i.test(line))
    assert.deepEqual(odd, [])
  })

  it('are logged with the method that was sent', () => {
    const methods = new Set(log.map((line) => JSON.parse(line).method))
    assert.ok(methods.has('BREW') && methods.has('GET') && !methods.has('UNLINK'), [...methods].join())
  })
})
