import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { writeBmp } from './bmp-files.ts'
import { writePsd } from './photoshop-files.ts'
import { toXmp } from './pictures.ts'
import { cr3, mrw, raf, tiffRaw, x3f } from './raw-files.ts'

const [WIDTH, HEIGHT] = [60, 40]

const fixture = (name: string) => readFileSync(new URL(`../fixtures/formats/${name}`, import.meta.url))
const rows = Array.from({ length: HEIGHT }, (_, row) => Buffer.alloc(WIDTH * 3, row * 6))
const plane = Array.from({ length: WIDTH * HEIGHT }, (_, index) => index % 251)

const EPS =
  '%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 90 60\n0 0 60 60 rectfill\n/Helvetica findfont 12 scalefont setfont 9 9 moveto (text) show\nshowpage\n%%EOF\n'
const PDF = `%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 90 60] /Contents 4 0 R >> endobj
4 0 obj << /Length 24 >> stream
1 0 0 rg 0 0 45 60 re f
endstream endobj
trailer << /Root 1 0 R >>
%%EOF
`
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><title>Drawing</title>
<defs><linearGradient id="g"><stop offset="0" stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient></defs>
<rect width="90" height="60" fill="url(#g)"/><text x="9" y="30">Text</text></svg>`

/** Returns a small file of each format of pictures, with metadata where the format has any, by a name. */
export async function fileOfEachFormat(): Promise<Record<string, Buffer>> {
  const noise = Buffer.from(
    Array.from({ length: 300 * 200 * 3 }, (_, at) => (at * 7919 + (at >> 9) * 31) % 256),
  )
  const picture = sharp(noise, { raw: { width: 300, height: 200, channels: 3 } })
    .blur(3)
    .withXmp(toXmp({ title: 'Lagoon', keywords: ['water'] }))
  const jpeg = await picture.clone().jpeg().toBuffer()
  return {
    'a.jpg': jpeg,
    'progressive.jpg': await picture.clone().jpeg({ progressive: true }).toBuffer(),
    'a.png': await picture.clone().png().toBuffer(),
    'a.webp': await picture.clone().webp().toBuffer(),
    'a.gif': await picture.clone().gif().toBuffer(),
    'a.tif': await picture.clone().tiff({ compression: 'lzw' }).toBuffer(),
    'a.avif': await picture.clone().avif().toBuffer(),
    'a.svg': Buffer.from(SVG),
    'a.heic': fixture('halves.heic'),
    'a.jxl': fixture('halves.jxl'),
    'a.jp2': fixture('halves.jp2'),
    'a.psd': writePsd({ width: WIDTH, height: HEIGHT, channels: [plane, plane, plane], isPacked: true }),
    'a.bmp': writeBmp({ width: WIDTH, height: HEIGHT, bits: 24, rows }),
    'a.nef': tiffRaw({ jpeg }),
    'a.cr3': cr3({ jpeg }),
    'a.raf': raf({ jpeg }),
    'a.mrw': mrw({ jpeg: await sharp(jpeg).jpeg().toBuffer() }),
    'a.x3f': x3f({ jpeg }),
    'a.eps': Buffer.from(EPS),
    'a.pdf': Buffer.from(PDF),
  }
}
