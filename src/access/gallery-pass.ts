import { createHmac, timingSafeEqual } from 'node:crypto'

/** The header in which the gallery's page sends its pass in addition to its key. */
export const GALLERY_PASS_HEADER = 'vitrine-gallery'

const DAY_MS = 86_400_000
const dayOf = (now: Date) => Math.floor(now.getTime() / DAY_MS)

/**
 * The pass by which the gallery's page proves that it was opened in a browser: the UTC day on which it was served,
 * signed. All pages of a day carry the same pass, so that the page can be cached by its ETag.
 */
export const galleryPass = (secret: string, now: Date): string => passOf(secret, dayOf(now))

/** Returns whether this pass was issued today or yesterday. */
export function isGalleryPass(secret: string, pass: string, now: Date): boolean {
  const day = Number(pass.split('.')[0])
  if (day !== dayOf(now) && day !== dayOf(now) - 1) return false
  const [given, expected] = [Buffer.from(pass), Buffer.from(passOf(secret, day))]
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function passOf(secret: string, day: number): string {
  return `${day}.${createHmac('sha256', secret).update(`gallery-pass ${day}`).digest('base64url').slice(0, 27)}`
}
