import { latin1 } from '../../media/metadata/bytes.ts'
import type { Carrier, Content, Insertion, Places, ReadAt } from './carrier.ts'

const EXTENSION = 0x21
const IMAGE = 0x2c
const TRAILER = 0x3b
const APPLICATION = 0xff
const XMP = 'XMP DataXMP'
/** Loops and the like, which players expect right behind the header. */
const FIRST_EXTENSIONS = ['NETSCAPE2.0', 'ANIMEXTS1.0']
/** What the extension of a packet becomes when it is hidden: readers skip those of programs that they do not know. */
const HIDDEN = Buffer.from('vitrine', 'latin1')
/** C2PA 2.1, A.3.6. */
const MANIFEST = 'C2PA_GIF'
const HEADER_BYTES = 13
const MAX_PACKET_BYTES = 8 * 1024 * 1024
/** An animation with more bytes of frames is not searched for a packet at its end. */
const MAX_SEARCHED_BYTES = 64 * 1024 * 1024
/** What follows a packet: whatever byte of it a reader of sub-blocks takes for a length, it gets to the end. */
const MAGIC_TRAILER = Buffer.from([1, ...Array.from({ length: 256 }, (_, index) => 255 - index), 0])

/** GIF: XMP in an application extension (XMP specification part 3, 1.1.2), which GIF has since version 89a. */
export const gifCarrier: Carrier = { findPlaces }

async function findPlaces({ read, bytes }: Content): Promise<Places | null> {
  const head = await read(0, HEADER_BYTES)
  if (head.length < HEADER_BYTES) return null
  let insertAt = HEADER_BYTES + colourTableBytes(head[10]!)
  let isAtStart = true
  let packet: Uint8Array | null = null
  let hiddenAt: number | null = null
  for await (const block of blocks(read, insertAt)) {
    if (block === null || block.application.startsWith(MANIFEST)) return null
    if (block.application === XMP && packet === null) {
      const length = block.end - block.at - 3 - XMP.length - MAGIC_TRAILER.length
      if (length < 0 || length > MAX_PACKET_BYTES) return null
      packet = await read(block.at + 3 + XMP.length, length)
      hiddenAt = block.at + 3
    }
    isAtStart &&= FIRST_EXTENSIONS.includes(block.application)
    if (isAtStart) insertAt = block.end
    if (block.end > MAX_SEARCHED_BYTES) break
  }
  return insertAt > bytes ? null : { insertAt, packet, embed: (xmp) => embed(xmp, hiddenAt) }
}

function embed(packet: Uint8Array, hiddenAt: number | null): Insertion {
  const head = Buffer.from([EXTENSION, APPLICATION, XMP.length, ...Buffer.from(XMP, 'latin1')])
  return {
    block: Buffer.concat([head, packet, MAGIC_TRAILER]),
    overwrites: [
      { at: 3, bytes: Buffer.from('89a', 'latin1') },
      ...(hiddenAt === null ? [] : [{ at: hiddenAt, bytes: HIDDEN }]),
    ],
  }
}

type Block = { readonly at: number; readonly end: number; readonly application: string }

/** The extensions and pictures of a file, which consist of sub-blocks; null where it is damaged. */
async function* blocks(read: ReadAt, start: number): AsyncGenerator<Block | null> {
  let at = start
  for (;;) {
    const head = await read(at, 3 + XMP.length)
    if (head[0] === TRAILER) return
    const isApplication = head[0] === EXTENSION && head[1] === APPLICATION && head[2] === XMP.length
    const first = head[0] === EXTENSION ? at + 2 : head[0] === IMAGE ? await afterImage(read, at) : null
    const end = first === null ? null : await afterSubBlocks(read, first)
    if (end === null) break
    yield { at, end, application: isApplication ? latin1(head.subarray(3)) : '' }
    at = end
  }
  yield null
}

/** Where the sub-blocks of a picture begin, after its descriptor, its colours and the size of its codes. */
async function afterImage(read: ReadAt, at: number): Promise<number | null> {
  const [flags] = await read(at + 9, 1)
  return flags === undefined ? null : at + 11 + colourTableBytes(flags)
}

async function afterSubBlocks(read: ReadAt, start: number): Promise<number | null> {
  for (let at = start; ; ) {
    const [length] = await read(at, 1)
    if (length === undefined) return null
    at += length + 1
    if (length === 0) return at
  }
}

const colourTableBytes = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)
