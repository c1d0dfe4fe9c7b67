import assert from 'node:assert/strict'
import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, it } from 'node:test'
import { callOut } from './call-out.ts'
import { callableAddresses } from './callable-addresses.ts'

describe('addresses that may be called', () => {
  it('are public ones, and those of the networks that the owner lists', () => {
    const { includes } = callableAddresses(['10.1.0.0/16', '::1'])
    const callable = ['10.1.2.3', '::1', '93.184.216.34', '2606:2800:220:1::1', '::ffff:10.1.2.3']
    const refused = [
      ...[
        '127.0.0.1',
        '10.2.0.1',
        '172.31.255.255',
        '192.168.1.1',
        '169.254.169.254',
        '100.64.0.1',
        '0.0.0.0',
      ],
      '255.255.255.255',
      '224.0.0.1',
      '::',
      'fe80::1',
      'fd00::1',
      'ff02::1',
      '::ffff:127.0.0.1',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      '2001:db8::1',
      '::127.0.0.1',
      'localhost',
      '',
    ]
    assert.deepEqual(
      callable.map(includes),
      callable.map(() => true),
    )
    assert.deepEqual(
      refused.filter((address) => includes(address)),
      [],
    )
    for (const wrong of ['localhost', '10.0.0.0/33', '10.0.0.0/', '::1/129', '10.0.0.0/x'])
      assert.throws(() => callableAddresses([wrong]), { name: 'RangeError', message: wrong })
  })

  it('stay the ones that were checked when the name resolves to another one later', async (t) => {
    const called: string[] = []
    const server = http.createServer((request, response) => {
      called.push(request.socket.localAddress ?? '')
      response.end()
    })
    await once(server.listen(0, '0.0.0.0'), 'listening')
    t.after(() => server.close())
    const { port } = server.address() as AddressInfo
    const answers = [['127.0.0.3', '127.0.0.1'], ['127.0.0.3']]
    const send = () =>
      callOut(
        {
          url: `http://rebinding.example:${port}/`,
          headers: {},
          body: '{}',
          timeoutMs: 5000,
          signal: new AbortController().signal,
        },
        callableAddresses(['127.0.0.1']),
        (_, __, callback) =>
          callback(
            null,
            answers.shift()!.map((address) => ({ address, family: 4 })),
          ),
      )
    assert.equal((await send()).status, 200)
    await assert.rejects(send, /rebinding.example .*callableNetworks/)
    assert.deepEqual([called, answers], [['127.0.0.1'], []])
  })
})
