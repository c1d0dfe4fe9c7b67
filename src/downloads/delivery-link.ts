import { createHmac, timingSafeEqual } from 'node:crypto'

/** A link ends within 24 hours (contract 7, POST /v3/downloads/images/{id}). */
const LIFETIME_MS = 86_400_000

/** Path and query at which a download's file is delivered, signed with HMAC-SHA256. */
export function deliveryPath(secret: string, downloadId: string, fileName: string, now: Date): string {
  const expires = String(Math.floor((now.getTime() + LIFETIME_MS) / 1000))
  const signature = sign(secret, { downloadId, fileName, expires })
  return `/deliveries/${downloadId}/${fileName}?e=${expires}&s=${signature}`
}

/** Returns whether a link was signed with this secret, is as it was made, and has not expired. */
export function isDeliveryLink(
  secret: string,
  {
    downloadId,
    fileName,
    query,
  }: {
    readonly downloadId: string
    readonly fileName: string
    readonly query: Readonly<Record<string, unknown>>
  },
  now: Date,
): boolean {
  const { e: expires = '', s: signature = '' } = query as Record<string, string>
  const expected = Buffer.from(sign(secret, { downloadId, fileName, expires: String(expires) }))
  const given = Buffer.from(String(signature))
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false
  return Number(expires) * 1000 > now.getTime()
}

function sign(
  secret: string,
  { downloadId, fileName, expires }: { downloadId: string; fileName: string; expires: string },
): string {
  const text = `delivery/${downloadId}/${fileName}/${expires}`
  return createHmac('sha256', secret).update(text).digest('base64url').slice(0, 27)
}
