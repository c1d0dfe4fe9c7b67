import type { IncomingHttpHeaders } from 'node:http'
import type { ByteRange } from '../blobs/blob-store.ts'
import { HttpProblem } from './http-problem.ts'

/**
 * The single byte range that a GET requests (RFC 9110, section 14), or null when all bytes are to be sent: without a
 * range, for several ranges, for other units, and when If-Range does not match `etag`.
 *
 * @throws HttpProblem RangeNotSatisfiable when the range begins after the last of `bytes`.
 */
export function requestedRange(
  { method, headers }: { method: string; headers: IncomingHttpHeaders },
  { etag, bytes }: { etag: string; bytes: number },
): ByteRange | null {
  const { range, 'if-range': ifRange } = headers
  if (method !== 'GET' || range === undefined || (ifRange !== undefined && ifRange !== etag)) return null
  const { first = '', last = '' } = /^bytes=(?<first>\d*)-(?<last>\d*)$/i.exec(range.trim())?.groups ?? {}
  if (first === '' && last === '') return null
  const start = first === '' ? Math.max(0, bytes - Number(last)) : Number(first)
  const end = first === '' || last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1)
  if (first !== '' && last !== '' && Number(last) < start) return null
  if (start > end) {
    const headers = { 'content-range': `bytes */${bytes}` }
    throw new HttpProblem('RangeNotSatisfiable', `The file has ${bytes} bytes, counted from 0.`, { headers })
  }
  return { start, end }
}
