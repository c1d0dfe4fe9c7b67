import { createHmac, timingSafeEqual } from 'node:crypto'

/** A link ends within 24 hours (contract 7, POST /v3/downloads/images/{id}). */
const LIFETIME_MS = 86_400_000

/** The query that gives access to what `subject` names for 24 hours, signed with HMAC-SHA256. */
export function expiringQuery(secret: string, subject: string, now: Date): string {
  const expires = String(Math.floor((now.getTime() + LIFETIME_MS) / 1000))
  return `e=${expires}&s=${sign(secret, subject, expires)}`
}

/** Returns whether a query was signed with this secret for this subject, is as it was made, and has not expired. */
export function isExpiringQuery(
  secret: string,
  subject: string,
  { query, now }: { query: Readonly<Record<string, unknown>>; now: Date },
): boolean {
  const { e: expires = '', s: signature = '' } = query
  const expected = Buffer.from(sign(secret, subject, String(expires)))
  const given = Buffer.from(String(signature))
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false
  return Number(expires) * 1000 > now.getTime()
}

const sign = (secret: string, subject: string, expires: string): string =>
  createHmac('sha256', secret).update(`${subject}/${expires}`).digest('base64url').slice(0, 27)
