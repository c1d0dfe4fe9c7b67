import sharp, { type Sharp } from 'sharp'

/** Pictures that look different from each other, as SVG. */
export const SCENES = {
  harbour: scene(
    '#87b5d9',
    '<rect y="330" width="640" height="150" fill="#2c4a63"/><path d="M120 340L320 340L290 390L150 390Z" fill="#b33"/><rect x="210" y="150" width="8" height="190" fill="#321"/><path d="M222 160L300 320L222 320Z" fill="#eee"/><circle cx="540" cy="80" r="45" fill="#fd6"/>',
  ),
  mountain: scene(
    '#cfd8dc',
    '<path d="M0 480L180 120L330 380L430 220L640 480Z" fill="#556b5e"/><path d="M140 200L180 120L225 200L190 185Z" fill="#fff"/><rect x="420" y="400" width="70" height="60" fill="#733"/>',
  ),
  house: scene(
    '#f5efe0',
    '<rect x="160" y="200" width="320" height="240" fill="#c96"/><path d="M130 200L320 60L510 200Z" fill="#822"/><rect x="220" y="260" width="70" height="70" fill="#dff"/><rect x="350" y="300" width="80" height="140" fill="#432"/>',
  ),
  stripes: scene(
    '#223',
    '<g fill="#e8c"><rect x="40" width="60" height="480"/><rect x="180" width="60" height="480"/><rect x="320" width="60" height="480"/><rect x="460" width="60" height="480"/></g>',
  ),
} as const

function scene(background: string, shapes: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect width="640" height="480" fill="${background}"/>${shapes}</svg>`
}

/** An edit of a picture that leaves it recognisable. */
export type PictureEdit = (picture: Buffer) => Promise<Buffer>

const toJpeg = (picture: Sharp, quality = 90): Promise<Buffer> => picture.jpeg({ quality }).toBuffer()

/** Edits of 640 × 480 or any other pictures, after which the original has to be found. */
export const EDITS: Readonly<Record<string, PictureEdit>> = {
  'cropped to 80 %': async (picture) => {
    const { data, info } = await sharp(picture).rotate().toBuffer({ resolveWithObject: true })
    const [width, height] = [Math.round(info.width * 0.8), Math.round(info.height * 0.8)]
    const [left, top] = [Math.round(info.width * 0.1), Math.round(info.height * 0.1)]
    return toJpeg(sharp(data).extract({ left, top, width, height }))
  },
  mirrored: async (picture) => toJpeg(sharp(await sharp(picture).rotate().toBuffer()).flop()),
  'at quality 20': (picture) => toJpeg(sharp(picture).rotate(), 20),
  grey: (picture) => toJpeg(sharp(picture).rotate().greyscale()),
  resized: (picture) => toJpeg(sharp(picture).rotate().resize({ width: 160 })),
}
