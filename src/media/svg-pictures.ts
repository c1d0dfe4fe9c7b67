import sharp from 'sharp'
import { limitText, MediaProblem } from './media-problem.ts'

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

/** Decodes a data URL (RFC 2397) as written in an attribute of an SVG. */
export function bytesOf(written: string): Buffer {
  const address = written.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{1,8}));/gi, (_, hex, decimal, name) =>
    name ? (ENTITIES[name] ?? '') : String.fromCharCode(hex ? Number.parseInt(hex, 16) : Number(decimal)),
  )
  const comma = address.indexOf(',')
  const data = unescaped(address.slice(comma + 1))
  return Buffer.from(data, /;\s*base64\s*$/i.test(address.slice(0, comma)) ? 'base64' : 'utf8')
}

function unescaped(data: string): string {
  try {
    return decodeURIComponent(data)
  } catch {
    return data
  }
}

/**
 * Checks the embedded pictures of a drawing by their headers, before the renderer decodes all of them at once.
 *
 * @throws MediaProblem `too_many_pixels` when they have more than `maxPixels` in total, `unreadable`.
 */
export async function checkPictures(pictures: readonly Uint8Array[], maxPixels: number): Promise<void> {
  let pixels = 0
  for (const picture of pictures) {
    const { width, height } = await sharp(picture, { limitInputPixels: false })
      .metadata()
      .catch(() => {
        throw new MediaProblem('unreadable', 'an embedded picture is damaged')
      })
    pixels += width * height
    if (pixels > maxPixels)
      throw new MediaProblem(
        'too_many_pixels',
        `the pictures embedded in the SVG have ${pixels} pixels; ${limitText('maxPixels', maxPixels)}`,
      )
  }
}
