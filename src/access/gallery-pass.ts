import { isEqualInConstantTime, sign } from '../lib/signature.ts'

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
  return isEqualInConstantTime(pass, passOf(secret, day))
}

function passOf(secret: string, day: number): string {
  return `${day}.${sign(secret, `gallery-pass ${day}`)}`
}
