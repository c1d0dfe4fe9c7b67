import { deflateSync } from 'node:zlib'
import { pngChunk as chunk } from './metadata-files.ts'

/** Returns a PNG of a few bytes that declares `width` × `height` pixels: decoding it without limits exhausts memory. */
export function pixelBomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  const data = deflateSync(Buffer.alloc(100_000))
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Returns a PNG with additional chunks after its header. */
export function withChunks(png: Buffer, chunks: Readonly<Record<string, Uint8Array>>): Buffer {
  const headerEnd = 33
  const added = Object.entries(chunks).map(([type, data]) => chunk(type, Buffer.from(data)))
  return Buffer.concat([png.subarray(0, headerEnd), ...added, png.subarray(headerEnd)])
}

/** Returns a PNG of one pixel with these XMP packets, each in its own compressed chunk. */
export function pngWithPackets(packets: readonly (string | Buffer)[]): Buffer {
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0])
  const deflated = packets.map((packet) => deflateSync(packet))
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    ...deflated.map((data) =>
      chunk('zTXt', Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\0', 'latin1'), data])),
    ),
    chunk('IDAT', deflateSync(Buffer.alloc(4))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Returns a JPEG with this XMP packet instead of its own. */
export function withXmp(jpeg: Buffer, packet: string | Buffer): Buffer {
  const body = Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1'), Buffer.from(packet)])
  return withSegment(jpeg, 0xe1, body)
}

/** Returns a JPEG with these IPTC-IIM data sets (record 2: data set number and bytes). */
export function withIim(jpeg: Buffer, datasets: readonly (readonly [number, Buffer])[]): Buffer {
  const records = datasets.map(([number, value]) => {
    const head = Buffer.from([0x1c, 2, number, 0, 0])
    head.writeUInt16BE(value.length, 3)
    return Buffer.concat([head, value])
  })
  const iim = Buffer.concat(records)
  const resource = Buffer.alloc(12)
  resource.write('8BIM', 'latin1')
  resource.writeUInt16BE(0x0404, 4)
  resource.writeUInt32BE(iim.length, 8)
  const padding = Buffer.alloc(iim.length % 2)
  return withSegment(
    jpeg,
    0xed,
    Buffer.concat([Buffer.from('Photoshop 3.0\0', 'latin1'), resource, iim, padding]),
  )
}

/** Returns a JPEG with a segment before all others. */
export function withSegment(jpeg: Buffer, marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)])
}
