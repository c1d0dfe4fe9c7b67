import type { EmbeddedBlocks } from '../blocks.ts'
import { decodeText } from '../text.ts'
import { childrenOf, elementsIn, elementsOf, longOf } from './ebml.ts'
import { plainTexts } from './named-texts.ts'
import type { ReadPart } from './read-part.ts'

/** Ids of elements (RFC 9559). */
const SEGMENT = 0x18538067
const INFO = 0x1549a966
const [TITLE, DATE] = [0x7ba9, 0x4461]
const TAGS = 0x1254c367
const [TAG, TARGETS, SIMPLE_TAG] = [0x7373, 0x63c0, 0x67c8]
const [TAG_NAME, TAG_STRING] = [0x45a3, 0x4487]
/** What a tag is about, if it is not the whole file: a track, an edition, a chapter, an attachment. */
const PARTS = new Set([0x63c5, 0x63c9, 0x63c4, 0x63c6])

const MS_OF_2001 = Date.UTC(2001, 0, 1)
const NS_PER_MS = 1_000_000n

type Text = readonly [name: string, text: string]

/** The metadata of a Matroska or WebM file: its title, its date and its tags. Clusters of media are not read. */
export async function matroskaBlocks(read: ReadPart, fileBytes: number): Promise<EmbeddedBlocks> {
  const texts: Text[] = []
  let created: string | null = null
  for await (const segment of elementsOf(read, 0, fileBytes)) {
    if (segment.id !== SEGMENT) continue
    for await (const element of elementsOf(read, segment.start, segment.end)) {
      if (element.id === TAGS) for (const tag of await childrenOf(read, element)) texts.push(...tagTexts(tag))
      if (element.id === INFO)
        for (const { id, data } of await childrenOf(read, element)) {
          if (id === TITLE) texts.push(['title', textOf(data)])
          if (id === DATE) created = dateOf(data)
        }
    }
  }
  const found = plainTexts(texts)
  const date = found.created ?? created
  return { xmp: [], iim: [], exif: [], texts: { ...found, ...(date !== null && { created: date }) } }
}

/** The texts of a tag that is about the whole file. */
function tagTexts({ id, data }: { id: number; data: Uint8Array }): Text[] {
  if (id !== TAG) return []
  const children = elementsIn(data)
  const isOfPart = children
    .filter((child) => child.id === TARGETS)
    .some((targets) =>
      elementsIn(targets.data).some(
        (target) => PARTS.has(target.id) && target.data.some((byte) => byte !== 0),
      ),
    )
  if (isOfPart) return []
  return children
    .filter((child) => child.id === SIMPLE_TAG)
    .map((simple) => {
      const members = new Map(elementsIn(simple.data).map((member) => [member.id, member.data]))
      return [textOf(members.get(TAG_NAME)), textOf(members.get(TAG_STRING))]
    })
}

/** NOTE: a text may end with zeros (RFC 8794, 7.4). */
const textOf = (data: Uint8Array = new Uint8Array()): string => decodeText(data).split('\0')[0]!

function dateOf(data: Uint8Array): string | null {
  const ns = longOf(data)
  const date = new Date(MS_OF_2001 + Number((ns ?? 0n) / NS_PER_MS))
  return ns === null || Number.isNaN(date.getTime()) ? null : date.toISOString()
}
