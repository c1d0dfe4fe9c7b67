import { type TiffSpec, writeTiff } from './tiffs.ts'

/** Tags of the directories of raw files. */
const T = { compression: 259, photometric: 262, make: 271, model: 272, orientation: 274 }

/** What a raw file is made of: the JPEG that the camera developed, how it has to be turned, and more fields of the first directory. */
export type RawSpec = {
  readonly jpeg: Buffer
  readonly make?: string
  readonly model?: string
  readonly orientation?: number
  readonly fields?: TiffSpec['fields']
}

/** Sensor data, which looks like noise when it is shown as a picture. */
const sensor = (fields: TiffSpec['fields'] = {}): TiffSpec => ({
  width: 64,
  height: 48,
  samples: Buffer.from(Uint16Array.from({ length: 64 * 48 }, (_, index) => (index * 7919) % 16_384).buffer),
  fields: { 254: 0, 258: 16, [T.photometric]: 32803, ...fields },
})

const thumb = (fields: TiffSpec['fields']): TiffSpec => ({
  width: 16,
  height: 12,
  samples: Buffer.alloc(16 * 12 * 3, 90),
  fields: { 254: 1, 258: [8, 8, 8], [T.photometric]: 2, 277: 3, ...fields },
})

/** A directory whose JPEGInterchangeFormat refers to a JPEG, which is stored as the samples of the page. */
const preview = (jpeg: Buffer): TiffSpec => ({
  width: 1,
  height: 1,
  samples: jpeg,
  hasJpegTags: true,
  fields: { 254: 1, [T.compression]: 6, [T.photometric]: 6 },
})

/**
 * Returns a file with the structure of Nikon's NEF, Sony's ARW and others: previews below or after a thumbnail. Raw files
 * may have a signature `afterHeader`.
 */
export const tiffRaw = (
  { jpeg, make = 'NIKON CORPORATION', model = 'X', orientation = 1, fields }: RawSpec,
  afterHeader?: Buffer,
): Buffer =>
  writeTiff(
    [
      {
        ...thumb({ [T.make]: make, [T.model]: model, [T.orientation]: orientation, ...fields }),
        below: [preview(jpeg), sensor()],
      },
    ],
    afterHeader,
  )

/** Returns an IIQ: a TIFF with a signature of Phase One. */
export const iiq = (spec: RawSpec): Buffer =>
  tiffRaw({ make: 'Phase One A/S', ...spec }, Buffer.from('IIIITwaR', 'latin1'))

/** Returns a DNG, whose preview is a page with compression JPEG. */
export const dng = ({ jpeg, orientation = 1, fields }: RawSpec): Buffer =>
  writeTiff([
    {
      ...thumb({ [T.make]: 'Test', [T.orientation]: orientation, 50706: [1, 4], ...fields }),
      below: [
        sensor(),
        { width: 1, height: 1, samples: jpeg, fields: { 254: 1, [T.compression]: 7, [T.photometric]: 6 } },
      ],
    },
  ])

/** Returns a CR2: a TIFF with a signature of Canon, whose first page is the JPEG. */
export function cr2({ jpeg, orientation = 1 }: RawSpec): Buffer {
  return writeTiff(
    [
      {
        width: 1,
        height: 1,
        samples: jpeg,
        fields: { [T.compression]: 6, [T.make]: 'Canon', [T.orientation]: orientation },
      },
      sensor(),
    ],
    Buffer.from('CR\x02\0\0\0\0\0', 'latin1'),
  )
}

/** Returns a RW2: a TIFF with another version, whose JPEG is the value of a field. */
export function rw2({ jpeg, make = 'Panasonic', orientation = 1 }: RawSpec): Buffer {
  const file = writeTiff([sensor({ [T.make]: make, [T.orientation]: orientation, 46: jpeg })])
  file.write('IIU\0', 'latin1')
  return file
}

/** Returns an ORF: a TIFF with another version; only notes of the camera tell where the JPEG is. */
export function orf({ jpeg, orientation = 1 }: RawSpec): Buffer {
  const file = writeTiff([sensor({ [T.make]: 'OLYMPUS', [T.orientation]: orientation, [T.photometric]: 1 })])
  file.write('IIRO', 'latin1')
  return Buffer.concat([file, Buffer.from('notes'), jpeg])
}

/** Returns a RAF, whose header refers to a JPEG. */
export function raf({ jpeg }: RawSpec): Buffer {
  const header = Buffer.alloc(148)
  header.write('FUJIFILMCCD-RAW 0201FF129502X-T1', 'latin1')
  header.writeUInt32BE(header.length, 84)
  header.writeUInt32BE(jpeg.length, 88)
  return Buffer.concat([header, jpeg, Buffer.alloc(500, 0x5a)])
}

/** Returns an MRW: blocks, of which one is a TIFF with the metadata, and a JPEG whose first byte is overwritten. */
export function mrw({ jpeg, orientation = 1, fields }: RawSpec): Buffer {
  const block = (name: string, content: Buffer) =>
    Buffer.concat([Buffer.from(`\0${name}`), words(content.length), content])
  const directory = writeTiff([
    {
      width: 1,
      height: 1,
      samples: Buffer.alloc(1),
      fields: { [T.make]: 'Minolta Co., Ltd.', [T.orientation]: orientation, ...fields },
    },
  ])
  const preview = Buffer.from(jpeg)
  preview[0] = 0x02
  const blocks = [block('PRD', Buffer.alloc(24, 7)), block('TTW', Buffer.concat([directory, preview]))]
  return Buffer.concat([block('MRM', Buffer.concat(blocks)), Buffer.alloc(500, 0x5a)])
}

/** Returns an X3F: a header with the degrees of rotation, sensor data, and sections of which one is a JPEG. */
export function x3f({ jpeg, orientation = 1 }: RawSpec): Buffer {
  const header = Buffer.alloc(232)
  header.write('FOVb', 'latin1')
  header.writeUInt32LE({ 1: 0, 3: 180, 6: 90, 8: 270 }[orientation]!, 36)
  return Buffer.concat([header, Buffer.alloc(500, 0x5a), Buffer.from('SECi'), jpeg, Buffer.from('SECd')])
}

/** Returns a box of ISO 14496-12. */
export function box(type: string, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length + 8)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, body])
}

const words = (...numbers: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(numbers.length * 4)
  for (const [index, value] of numbers.entries()) bytes.writeUInt32BE(value, index * 4)
  return bytes
}

/** Returns a CR3: boxes with metadata in directories of their own, and a track whose sample is the JPEG. */
export function cr3({
  jpeg,
  orientation = 1,
  taken = '2021:05:06 07:08:09',
}: RawSpec & { taken?: string }): Buffer {
  const directory = (fields: TiffSpec['fields']) =>
    writeTiff([{ width: 1, height: 1, samples: Buffer.alloc(1), fields: { ...fields } }])
  const canon = box(
    'uuid',
    Buffer.from('85c0b687820f11e08111f4ce462b6a48', 'hex'),
    box('CMT1', directory({ [T.make]: 'Canon', [T.orientation]: orientation, 315: 'Ada Example' })),
    box('CMT2', directory({ 36867: taken })),
  )
  const ftyp = box('ftyp', Buffer.from('crx \0\0\0\x01crx isom', 'latin1'))
  const moov = (at: number) =>
    box(
      'moov',
      canon,
      box(
        'trak',
        box(
          'mdia',
          box('minf', box('stbl', box('stsz', words(0, 0, 1, jpeg.length)), box('co64', words(0, 1, 0, at)))),
        ),
      ),
    )
  const at = ftyp.length + moov(0).length + 8
  return Buffer.concat([ftyp, moov(at), box('mdat', jpeg)])
}
