import assert from 'node:assert/strict'
import { generateKeyPairSync, hash } from 'node:crypto'
import { describe, it } from 'node:test'
import { makePicture } from '../../../test/support/pictures.ts'
import { readXmp } from '../../media/metadata/xmp.ts'
import { textOf } from '../../media/metadata/xmp-values.ts'
import { signJws } from '../jws.ts'
import type { Receipt } from '../receipt.ts'
import type { ReceiptKey } from '../receipt-key.ts'
import { verifyFile } from '../verify.ts'
import { STAMP_TYPE, stampedPacket } from './stamp.ts'
import { stampFile } from './stamp-file.ts'
import { takeOut } from './take-out.ts'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const keys = new Map([['k', publicKey]])
const key = {
  sign: (type: string, payload: object) => signJws(payload, { type, keyId: 'k', privateKey }),
} as ReceiptKey
const credit = { credit_line: 'New', copyright: '© <A&B>', web_statement: null, licensor: null }

/** The bytes of a file under a receipt; null when it gets no stamp. */
async function stamped(file: Buffer, id: string, type: string): Promise<Buffer | null> {
  const receipt = { id, time: '2026-01-01T00:00:00.000Z', file: { type }, credit } as Receipt
  const read = async (at: number, length: number) => file.subarray(at, at + length)
  const content = { read, bytes: file.length, sha256: hash('sha256', file, 'hex') }
  const pieces = await stampFile(content, receipt, key)
  return (
    pieces &&
    Buffer.concat(pieces.map((it) => (it instanceof Uint8Array ? it : file.subarray(it.start, it.end))))
  )
}

describe('a stamp', () => {
  it('can be put into a stamped file, and both can be taken out again', async () => {
    for (const format of ['jpeg', 'png'] as const) {
      const type = format === 'jpeg' ? 'jpg' : 'png'
      const file = await makePicture({ title: 'Harbour', format })
      const once = (await stamped(file, 'first', type))!
      const twice = (await stamped(once, 'second', type))!
      const verdict = await verifyFile(twice, keys)
      assert.equal(verdict.proves === 'file' && verdict.stamp.receipt, 'second')
      assert.deepEqual((await takeOut(twice))!.original, once)
      assert.deepEqual((await takeOut(once))!.original, file)
    }
  })

  it('is no receipt', async () => {
    const verdict = await verifyFile(Buffer.from(key.sign(STAMP_TYPE, { id: 'x' })), keys)
    assert.equal(verdict.proves, null)
  })

  it('is not put into a file that is damaged', async () => {
    for (const format of ['jpeg', 'png'] as const) {
      const file = await makePicture({ title: 'Harbour', format })
      for (const bytes of [0, 3, 30, 60]) {
        const type = format === 'jpeg' ? 'jpg' : 'png'
        assert.equal(await stamped(file.subarray(0, bytes), 'first', type), null, `${type} of ${bytes} bytes`)
      }
    }
  })
})

/** Packets that state a credit line of their own in the ways that programs write it. */
const description = (attributes: string, content: string) =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><r:Description r:about="uuid:1" xmlns:p="http://ns.adobe.com/photoshop/1.0/" ${attributes}>${content}</r:Description></r:RDF></x:xmpmeta>`

describe('the packet of a stamped file', () => {
  const packetOf = (original: string) =>
    stampedPacket(Buffer.from(original), { receipt: 'id', credit, sign: () => 'a.b.c' })

  it('has our values in place of others, and keeps everything else', () => {
    const packets = [
      description(`p:Credit="Old" p:City='Kiel'`, ''),
      description('', '<p:Credit>Old</p:Credit><p:City>Kiel</p:City>'),
      description('', '<p:Credit/><!-- <p:Credit> --><p:City><![CDATA[Kiel]]></p:City>'),
    ]
    for (const original of packets) {
      const packet = packetOf(original)
      const properties = readXmp(packet)
      const texts = ['photoshop:Credit', 'photoshop:City', 'dc:rights', 'plus:LicensorTransactionID']
      assert.deepEqual(
        texts.map((name) => textOf(properties.get(name))),
        ['New', 'Kiel', '© <A&B>', 'id'],
        original,
      )
      assert.doesNotMatch(packet.toString(), /Old/)
      assert.equal(packet.toString().split('about="uuid:1"').length, 3, 'all about the same resource')
    }
  })

  it('leaves a value alone that is the same', () => {
    const packet = packetOf(description('', '<p:Credit>New</p:Credit>'))
    assert.equal(packet.toString().split('New').length, 2)
  })

  it('is a new one for a packet that cannot be read', () => {
    for (const original of ['', '<', '<a></b>', '<!DOCTYPE x [<!ENTITY a "b">]><x/>', '<a b=c/>', 'no XML']) {
      const properties = readXmp(packetOf(original))
      assert.equal(textOf(properties.get('photoshop:Credit')), 'New', original)
    }
  })
})
