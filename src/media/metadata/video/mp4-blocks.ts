import type { EmbeddedBlocks } from '../blocks.ts'
import { boxesOf, hasUuid } from '../boxes.ts'
import { viewOf } from '../bytes.ts'
import { XMP_UUID } from '../raw-blocks.ts'
import { contentOf, type FileBox, fileBoxes } from './file-boxes.ts'
import { type NamedTexts, plainTexts } from './named-texts.ts'
import { itemTexts, userDataTexts } from './quicktime-texts.ts'
import type { ReadPart } from './read-part.ts'

/** Seconds from 1904, from which QuickTime counts, to 1970. */
const SECONDS_BEFORE_1970 = 2_082_844_800
/** Earlier times come from devices whose clock was not set. */
const FIRST_YEAR = 1990

/** What is collected from the boxes of a file. */
type Found = { readonly xmp: Uint8Array[]; readonly texts: NamedTexts[]; created: string | null }

/**
 * The metadata of an MP4 or QuickTime file: XMP in a "uuid" box or in the user data (XMP specification part 3, 1.2.7 and
 * 2.2.3), keys, and the texts of user data. The index of samples and the media are not read.
 */
export async function mp4Blocks(read: ReadPart, fileBytes: number): Promise<EmbeddedBlocks> {
  const found: Found = { xmp: [], texts: [], created: null }
  for await (const box of fileBoxes(read, 0, fileBytes)) {
    if (box.type === 'moov')
      for await (const part of fileBoxes(read, box.start, box.end)) await readPartOfMovie(read, part, found)
    if (box.type === 'uuid') {
      const data = await contentOf(read, box)
      if (hasUuid(data, XMP_UUID)) found.xmp.push(data.subarray(16))
    }
    if (box.type === 'meta') found.texts.push(itemTexts(await contentOf(read, box)))
  }
  const texts = plainTexts(found.texts.flat())
  const created = texts.created ?? found.created
  return { xmp: found.xmp, iim: [], exif: [], texts: { ...texts, ...(created !== null && { created }) } }
}

async function readPartOfMovie(read: ReadPart, box: FileBox, found: Found): Promise<void> {
  if (box.type === 'mvhd') found.created = creationTime(await contentOf(read, box))
  if (box.type === 'meta') found.texts.unshift(itemTexts(await contentOf(read, box)))
  if (box.type !== 'udta') return
  const boxes = [...boxesOf(await contentOf(read, box))]
  for (const { type, data } of boxes) {
    if (type === 'XMP_') found.xmp.push(data)
    if (type === 'meta') found.texts.push(itemTexts(data))
  }
  found.texts.push(userDataTexts(boxes))
}

/** The creation time of a "mvhd" box (ISO 14496-12, 8.2.2) in ISO 8601; null if the clock was not set. */
function creationTime(data: Uint8Array): string | null {
  if (data.length < 12) return null
  const view = viewOf(data)
  const seconds = view.getUint8(0) === 1 ? Number(view.getBigUint64(4)) : view.getUint32(4)
  const date = new Date((seconds - SECONDS_BEFORE_1970) * 1000)
  return date.getUTCFullYear() >= FIRST_YEAR ? date.toISOString() : null
}
