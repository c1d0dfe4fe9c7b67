import assert from 'node:assert/strict'
import { generateKeyPairSync, hash } from 'node:crypto'
import { describe, it } from 'node:test'
import sharp from 'sharp'
import { contentOf, wholeOf } from '../../../test/support/content.ts'
import { APP13, iimOf, iimWithDigest, jpegWith, PHOTOSHOP } from '../../../test/support/metadata-files.ts'
import { STAMPABLE, WITH_MANIFEST } from '../../../test/support/stampable-files.ts'
import { IIM, readIim } from '../../media/metadata/iim.ts'
import { jpegBlocks } from '../../media/metadata/jpeg-blocks.ts'
import { readMetadata } from '../../media/metadata/read-metadata.ts'
import { readXmp } from '../../media/metadata/xmp.ts'
import { textOf } from '../../media/metadata/xmp-values.ts'
import { signJws } from '../jws.ts'
import type { Receipt } from '../receipt.ts'
import type { ReceiptKey } from '../receipt-key.ts'
import type { StatedCredit } from '../stated-credit.ts'
import { verifyFile } from '../verify.ts'
import { STAMP_TYPE } from './stamp.ts'
import { stampFile } from './stamp-file.ts'
import { stampedPacket } from './stamped-packet.ts'
import { takeOut } from './take-out.ts'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const keys = new Map([['k', publicKey]])
const key = {
  sign: (type: string, payload: object) => signJws(payload, { type, keyId: 'k', privateKey }),
} as ReceiptKey
const credit: StatedCredit = {
  credit_line: 'Nêw',
  copyright: '© <A&B>',
  creator: 'Ada Example',
  copyright_owners: ['Example & Co'],
  web_statement: 'https://example.org/licence',
  licensor: { name: 'Northern Press', url: 'https://example.org' },
}
const time = '2026-01-01T00:00:00.000Z'
const extensionOf = (name: string) => name.split('.').at(-1)!

/** The bytes of a file under a receipt; null when it gets no stamp. */
async function stamped(file: Buffer, id: string, type: string, stated = credit): Promise<Buffer | null> {
  const receipt = { id, time, file: { type }, credit: stated } as Receipt
  const pieces = await stampFile({ ...contentOf(file), sha256: hash('sha256', file, 'hex') }, receipt, key)
  return (
    pieces &&
    Buffer.concat(pieces.map((it) => (it instanceof Uint8Array ? it : file.subarray(it.start, it.end))))
  )
}

const withoutStamp = async (file: Buffer) => wholeOf((await takeOut(contentOf(file)))!.original)

/** An SVG with the packet of a film, whose metadata no reader here reads. */
const packetIn = (film: Buffer) => {
  const [start, end] = [film.lastIndexOf('<x:xmpmeta'), film.lastIndexOf('</x:xmpmeta>')]
  return Buffer.from(`<svg><metadata>${film.toString('utf8', start, end)}</x:xmpmeta></metadata></svg>`)
}

describe('a stamp', () => {
  for (const { name, hasOwn, make } of STAMPABLE) {
    const type = extensionOf(name)

    it(`can be put into ${name} more than once, and taken out again`, async () => {
      const file = await make()
      const once = (await stamped(file, 'first', type))!
      const twice = (await stamped(once, 'second', type))!
      const verdict = await verifyFile(contentOf(twice), keys)
      assert.equal(verdict.proves === 'file' && verdict.stamp.receipt, 'second')
      assert.ok((await withoutStamp(twice)).equals(once))
      assert.ok((await withoutStamp(once)).equals(file))
    })

    it(`states the rights in ${name}, and leaves the rest as it is`, async () => {
      const file = await make()
      const result = (await stamped(file, 'first', type))!
      const isFilm = type === 'mp4' || type === 'mov'
      const found = readMetadata(isFilm ? packetIn(result) : result)
      const title = hasOwn ? 'Harbour' : readMetadata(file).title
      assert.deepEqual([found.title, found.creditLine, found.copyrightNotice], [title, 'Nêw', '© <A&B>'])
      assert.deepEqual([found.creators, found.copyrightOwners], [['Ada Example'], ['Example & Co']])
      assert.deepEqual([found.webStatement, found.licensors], [credit.web_statement, [credit.licensor]])
    })

    it(`notices every change of ${name}`, async () => {
      const file = (await stamped(await make(), 'first', type))!
      for (let at = 0; at < file.length; at += Math.ceil(file.length / 100)) await refusesChange(file, at)
    })

    it(`is whole or not there at all in ${name} cut short`, async () => {
      const file = await make()
      for (let tenth = 0; tenth < 10; tenth++) {
        const cut = file.subarray(0, Math.floor((file.length * tenth) / 10))
        const result = await stamped(cut, 'first', type)
        if (result) assert.ok((await withoutStamp(result)).equals(cut), `${tenth} tenths`)
      }
    })
  }

  it('is noticed to be damaged if only the checksum of its chunk in a PNG differs', async () => {
    const { make } = STAMPABLE.find(({ name, hasOwn }) => name.endsWith('.png') && !hasOwn)!
    const file = (await stamped(await make(), 'first', 'png'))!
    const chunk = file.indexOf('iTXt')
    const checksum = chunk + 4 + file.readUInt32BE(chunk - 4)
    for (let at = checksum; at < checksum + 4; at++) await refusesChange(file, at)
  })

  it('is not put into a file with a C2PA manifest', async () => {
    for (const [name, make] of Object.entries(WITH_MANIFEST))
      assert.equal(await stamped(await make(), 'first', extensionOf(name)), null, name)
  })

  it('is no receipt', async () => {
    const verdict = await verifyFile(contentOf(Buffer.from(key.sign(STAMP_TYPE, { id: 'x' }))), keys)
    assert.equal(verdict.proves, null)
  })
})

describe('the IIM of a stamped file', () => {
  const jpeg = () =>
    sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer()
  const iimIn = async (iim: Buffer | null, stated = credit) => {
    const own = iim === null ? await jpeg() : jpegWith(await jpeg(), [[APP13, PHOTOSHOP, iimWithDigest(iim)]])
    const file = (await stamped(own, 'first', 'jpg', stated))!
    assert.ok((await withoutStamp(file)).equals(own))
    const [block] = jpegBlocks(file).iim
    return { record: readIim(block ?? Buffer.alloc(0)), metadata: readMetadata(file) }
  }

  it('states the rights, in place of others', async () => {
    for (const iim of [
      null,
      iimOf([
        [IIM.city, 'Kiel'],
        [IIM.credit, 'Old'],
        [IIM.byline, 'Bo'],
      ]),
    ]) {
      const { record, metadata } = await iimIn(iim)
      assert.deepEqual(record.get(IIM.credit), ['Nêw'])
      assert.deepEqual(record.get(IIM.copyrightNotice), ['© <A&B>'])
      assert.deepEqual(record.get(IIM.byline), [iim ? 'Bo' : 'Ada Example'])
      assert.deepEqual(record.get(IIM.city), iim ? ['Kiel'] : undefined)
      assert.equal(metadata.creditLine, 'Nêw')
    }
  })

  it('is cut to the length that it may have, between characters', async () => {
    const { record, metadata } = await iimIn(null, { ...credit, credit_line: 'ä'.repeat(20) })
    assert.deepEqual(record.get(IIM.credit), ['ä'.repeat(16)])
    assert.equal(metadata.creditLine, 'ä'.repeat(20))
  })

  it('stays as it is where it cannot be read for certain', async () => {
    const latin = Buffer.from('Old \xe9', 'latin1')
    const { record, metadata } = await iimIn(iimOf([[IIM.credit, latin]]))
    assert.deepEqual(record.get(IIM.credit), ['Old é'])
    assert.equal(metadata.creditLine, 'Nêw')
  })
})

/** Packets that state a credit line of their own in the ways that programs write it. */
const description = (attributes: string, content: string) =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><r:Description r:about="uuid:1" xmlns:p="http://ns.adobe.com/photoshop/1.0/" ${attributes}>${content}</r:Description></r:RDF></x:xmpmeta>`

describe('the packet of a stamped file', () => {
  const packetOf = (original: string) => {
    const { before, after } = stampedPacket(Buffer.from(original), { id: 'id', time, credit })
    return Buffer.from(`${before}a.b.c${after}`)
  }

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
        ['Nêw', 'Kiel', '© <A&B>', 'id'],
        original,
      )
      assert.doesNotMatch(packet.toString(), /Old/)
      assert.equal(packet.toString().split('about="uuid:1"').length, 3, 'all about the same resource')
    }
  })

  it('leaves a value alone that is the same', () => {
    const packet = packetOf(description('', '<p:Credit>Nêw</p:Credit>'))
    assert.equal(packet.toString().split('Nêw').length, 2)
  })

  it('is a new one for a packet that cannot be read', () => {
    for (const original of ['', '<', '<a></b>', '<!DOCTYPE x [<!ENTITY a "b">]><x/>', '<a b=c/>', 'no XML']) {
      const properties = readXmp(packetOf(original))
      assert.equal(textOf(properties.get('photoshop:Credit')), 'Nêw', original)
    }
  })
})

/** Fails if a stamped file with one bit changed in the byte at `at` still proves something. */
async function refusesChange(file: Buffer, at: number): Promise<void> {
  const changed = Buffer.from(file)
  changed.writeUInt8(changed.at(at)! ^ 1, at)
  assert.equal((await verifyFile(contentOf(changed), keys)).proves, null, `byte ${at}`)
}
