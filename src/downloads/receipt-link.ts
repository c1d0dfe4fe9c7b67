import { expiringQuery, isExpiringQuery } from './expiring-signature.ts'

/** Path and query of the page of a receipt. */
export const receiptPath = (secret: string, id: string, now: Date): string =>
  `/receipts/${id}?${expiringQuery(secret, `receipt/${id}`, now)}`

/** Returns whether a link to the page of a receipt was signed with this secret, and has not expired. */
export const isReceiptLink = (
  secret: string,
  { id, query }: { readonly id: string; readonly query: Readonly<Record<string, unknown>> },
  now: Date,
): boolean => isExpiringQuery(secret, `receipt/${id}`, { query, now })
