import { jxlBlocks } from '../../media/metadata/box-blocks.ts'
import type { Carrier, Content, Places } from './carrier.ts'
import { boxesOfFile, boxOf, type FileBox, hidingBox } from './file-boxes.ts'

const CODESTREAM = [0xff, 0x0a] as const
/** The boxes at the start of every container (ISO 18181-2, 9.1 and 9.2). */
const SIGNATURE = boxOf('JXL ', Buffer.of(0x0d, 0x0a, 0x87, 0x0a))
const FILE_TYPE = boxOf('ftyp', Buffer.from('jxl \0\0\0\0jxl ', 'latin1'))
const PICTURE = ['jxlc', 'jxlp']
/** JUMBF, in which C2PA is kept. */
const MANIFEST = 'jumb'
const MAX_METADATA_BYTES = 8 * 1024 * 1024
const MAX_CODESTREAM_BYTES = 2 ** 32 - 9

/** JPEG XL: XMP in a box in front of the picture; a picture without a container gets one (ISO 18181-2, 9). */
export const jxlCarrier: Carrier = { findPlaces }

async function findPlaces(content: Content): Promise<Places | null> {
  const { read, bytes } = content
  const head = await read(0, 2)
  if (CODESTREAM.every((byte, index) => head[index] === byte))
    return bytes > MAX_CODESTREAM_BYTES ? null : around(bytes)
  const boxes = await boxesOfFile(content)
  const picture = boxes?.find(({ type }) => PICTURE.includes(type))
  if (!boxes || !picture || boxes.some(({ type }) => type === MANIFEST)) return null
  const found = await findXmp(content, boxes)
  if (found?.packet === null) return null
  return {
    insertAt: Math.min(picture.at, found?.box.at ?? picture.at),
    packet: found?.packet ?? null,
    embed: (xmp) => ({ block: boxOf('xml ', xmp), overwrites: found ? [hidingBox(found.box)] : [] }),
  }
}

/** A container around a picture, whose box reaches to the end of the file. */
function around(bytes: number): Places {
  const head = Buffer.from(boxOf('jxlc'))
  head.writeUInt32BE(bytes + head.length)
  return {
    insertAt: 0,
    packet: null,
    embed: (xmp) => ({
      block: Buffer.concat([SIGNATURE, FILE_TYPE, boxOf('xml ', xmp), head]),
      overwrites: [],
    }),
  }
}

/** The box with the packet of a file, which may be compressed; its packet is null if it is too long. */
async function findXmp(
  { read }: Content,
  boxes: readonly FileBox[],
): Promise<{ box: FileBox; packet: Uint8Array | null } | null> {
  for (const box of boxes) {
    if (box.type !== 'xml ' && box.type !== 'brob') continue
    const length = box.end - box.at
    if (length > MAX_METADATA_BYTES) return { box, packet: null }
    const [packet] = jxlBlocks(await read(box.at, length)).xmp
    if (packet) return { box, packet }
  }
  return null
}
