import { createHmac, timingSafeEqual } from 'node:crypto'

/** 27 digits of base64url: 162 bits. */
const DIGITS = 27

/** Returns the signature of a text with a secret of this library: HMAC-SHA256, shortened so that links stay short. */
export const sign = (secret: string, text: string): string =>
  createHmac('sha256', secret).update(text).digest('base64url').slice(0, DIGITS)

/** Returns whether a text that was sent is the expected one, in a time that does not tell how much of it is right. */
export function isEqualInConstantTime(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
