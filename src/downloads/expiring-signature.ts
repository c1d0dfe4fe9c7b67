import { isEqualInConstantTime, sign } from '../lib/signature.ts'

/** How long a link to a download can be used: 24 hours (contract 7, POST /v3/downloads/images/{id}). */
export const LINK_LIFETIME_MS = 86_400_000

/** The query that gives access to what `subject` names for 24 hours, signed with HMAC-SHA256. */
export function expiringQuery(secret: string, subject: string, now: Date): string {
  const expires = String(Math.floor((now.getTime() + LINK_LIFETIME_MS) / 1000))
  return `e=${expires}&s=${sign(secret, `${subject}/${expires}`)}`
}

/** Returns whether a query was signed with this secret for this subject, is as it was made, and has not expired. */
export function isExpiringQuery(
  secret: string,
  subject: string,
  { query, now }: { query: Readonly<Record<string, unknown>>; now: Date },
): boolean {
  const { e: expires = '', s: signature = '' } = query
  const expected = sign(secret, `${subject}/${expires}`)
  if (!isEqualInConstantTime(String(signature), expected)) return false
  return Number(expires) * 1000 > now.getTime()
}

/** For how many seconds a query that was signed can still be used; at least one. */
export const secondsLeft = ({ e: expires }: Readonly<Record<string, unknown>>, now: Date): number =>
  Math.max(1, Math.floor(Number(expires) - now.getTime() / 1000))
