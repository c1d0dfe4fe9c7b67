import { expiringQuery, isExpiringQuery } from './expiring-signature.ts'

/** Path and query at which a download's file is delivered. */
export const deliveryPath = (secret: string, downloadId: string, fileName: string, now: Date): string =>
  `/deliveries/${downloadId}/${fileName}?${expiringQuery(secret, subjectOf(downloadId, fileName), now)}`

/** Returns whether a link to a file was signed with this secret, is as it was made, and has not expired. */
export const isDeliveryLink = (
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
): boolean => isExpiringQuery(secret, subjectOf(downloadId, fileName), { query, now })

const subjectOf = (downloadId: string, fileName: string) => `delivery/${downloadId}/${fileName}`
