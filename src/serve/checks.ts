import { openEmbedder, readWatermark, savedIndexBytes } from '../compose.ts'
import type { Config } from '../config.ts'
import { readOwnCertificate } from '../http/tls/own-certificate.ts'
import { isLoopback } from '../lib/addresses.ts'
import type { Logger } from '../lib/log.ts'
import { isProblem, Problem } from '../lib/problem.ts'

/** Returns why `serve` would refuse settings that are each valid on their own, one sentence per reason. */
export async function refusalsOf(config: Config): Promise<string[]> {
  const checks = [
    refuseOpenPlainHttp,
    refuseUnused,
    checkOwnCertificate,
    readWatermark,
    openEmbedder,
    refuseTooLittleMemory,
  ]
  const results = await Promise.allSettled(checks.map(async (check) => check(config)))
  return results.flatMap((result) => (result.status === 'rejected' ? [sentenceOf(result.reason)] : []))
}

function sentenceOf(error: unknown): string {
  if (isProblem(error, 'InvalidSetting')) return error.message
  throw error
}

/**
 * Keys are sent in headers, so plain HTTP is only served on this machine or to a known proxy.
 *
 * @throws Problem InvalidSetting when plain HTTP would listen beyond loopback without a proxy.
 */
export function refuseOpenPlainHttp({ host, behindProxy }: Config): void {
  if (isLoopback(host) || behindProxy.length > 0) return
  throw new Problem(
    'InvalidSetting',
    `Plain HTTP listens on loopback only, but host is '${host}'. Name the proxy in front of it with --behind-proxy, ` +
      'or leave host at its default and serve HTTPS with --tls-host.',
  )
}

/** @throws Problem InvalidSetting when a setting has no effect without another one, which is not set. */
export function refuseUnused({ records, recordReplica, blobs, bucketUrl }: Config): void {
  if (recordReplica !== null && records === null)
    throw new Problem('InvalidSetting', 'recordReplica is a copy of records, which is not set.')
  if (bucketUrl !== null && blobs === null)
    throw new Problem('InvalidSetting', 'bucketUrl is the address of the bucket of blobs, which is not set.')
}

/** @throws Problem InvalidSetting when the index would not fit into the memory that this process can still get. */
export async function refuseTooLittleMemory(config: Config): Promise<void> {
  const [needed, available] = [await savedIndexBytes(config), process.availableMemory()]
  if (needed <= available) return
  throw new Problem(
    'InvalidSetting',
    `The index needs ${inGigabytes(needed)} of memory, and ${inGigabytes(available)} are available. Add or free memory, or ` +
      'search with --search-engine fts5, which needs little and is slower.',
  )
}

/**
 * Returns how many threads answer requests. Only Linux distributes the connections of a port to several threads
 * (SO_REUSEPORT).
 */
export function threadsOf({ threads }: Pick<Config, 'threads'>, logger: Logger): number {
  if (threads === 1 || process.platform === 'linux') return threads
  logger.warn({ platform: process.platform }, 'one thread answers requests: several need Linux')
  return 1
}

const inGigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`

/** The files of the owner's certificate; null when none is set. @throws Problem InvalidSetting when one is missing. */
export function ownCertificate({
  tlsCertificate,
  tlsKey,
}: Config): { certificate: string; key: string } | null {
  if (tlsCertificate !== null && tlsKey !== null) return { certificate: tlsCertificate, key: tlsKey }
  if (tlsCertificate === null && tlsKey === null) return null
  throw new Problem('InvalidSetting', 'tlsCertificate and tlsKey belong together: set both or neither.')
}

async function checkOwnCertificate(config: Config): Promise<void> {
  const own = ownCertificate(config)
  if (own !== null) await readOwnCertificate(own)
}
