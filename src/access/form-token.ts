import { createHmac, randomBytes } from 'node:crypto'
import { isEqualInConstantTime } from '../lib/signature.ts'

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
export const isFormToken = (secret: string, cookie: string, token: string): boolean =>
  isEqualInConstantTime(token, formToken(secret, cookie))
