import { boxesOf, hasUuid, inside } from '../../metadata/boxes.ts'
import { viewOf } from '../../metadata/bytes.ts'

/** The UUID boxes of Canon: its metadata in "moov", and the preview at the top level. */
const CANON = '85c0b687820f11e08111f4ce462b6a48'
const PREVIEW = 'eaf42b5e1c984b88b9fbb7dc406e4d16'
const JPEG_START = Buffer.of(0xff, 0xd8, 0xff)

/** The JPEGs of a CR3: the preview, and the samples of tracks that are one (ISO 14496-12, 8.7). */
export function* cr3Jpegs(file: Uint8Array): Generator<Uint8Array> {
  for (const { type, data } of boxesOf(file)) {
    if (type === 'uuid' && hasUuid(data, PREVIEW)) {
      const start = Buffer.from(data).indexOf(JPEG_START)
      if (start !== -1) yield data.subarray(start)
    }
    if (type !== 'moov') continue
    for (const track of boxesOf(data)) if (track.type === 'trak') yield* firstSample(file, track.data)
  }
}

function* firstSample(file: Uint8Array, track: Uint8Array): Generator<Uint8Array> {
  const table = inside(track, 'mdia', 'minf', 'stbl')
  const [offsets, sizes] = [inside(table, 'co64'), inside(table, 'stsz')]
  if (offsets.length < 16 || sizes.length < 12) return
  const at = Number(viewOf(offsets).getBigUint64(8))
  const [same, count] = [viewOf(sizes).getUint32(4), viewOf(sizes).getUint32(8)]
  const length = same || (count > 0 && sizes.length >= 16 ? viewOf(sizes).getUint32(12) : 0)
  yield file.subarray(at, at + length)
}

/** The metadata of a CR3 by Canon's boxes: CMT1 is the first directory of EXIF, CMT2 the second, each a TIFF of its own. */
export function cr3Directories(file: Uint8Array): Uint8Array[] {
  const moov = inside(file, 'moov')
  const canon = [...boxesOf(moov)].find(({ type, data }) => type === 'uuid' && hasUuid(data, CANON))
  if (!canon) return []
  return [...boxesOf(canon.data.subarray(16))]
    .filter(({ type }) => type === 'CMT1' || type === 'CMT2')
    .map(({ data }) => data)
}
