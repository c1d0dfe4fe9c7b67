import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const VALUE_BYTES = 24
const VALUE = /^[\w-]{32}$/

/** Makes the value of the cookie to which a form is bound. It identifies nobody. */
export const newFormCookie = (): string => randomBytes(VALUE_BYTES).toString('base64url')

/** Returns whether a text could be the value of such a cookie. */
export const isFormCookie = (value: string): boolean => VALUE.test(value)

/** The token that a form carries, which only the page for the browser with this cookie shows. */
export const formToken = (secret: string, cookie: string): string =>
  createHmac('sha256', secret).update(`sign-in form ${cookie}`).digest('base64url')

/** Returns whether a token belongs to a cookie. */
export function isFormToken(secret: string, cookie: string, token: string): boolean {
  const [given, expected] = [Buffer.from(token), Buffer.from(formToken(secret, cookie))]
  return given.length === expected.length && timingSafeEqual(given, expected)
}
