import { readWatermark } from './compose.ts'
import type { Config } from './config.ts'
import { readOwnCertificate } from './http/tls/own-certificate.ts'
import { isLoopback } from './lib/addresses.ts'
import { isProblem, Problem } from './lib/problem.ts'

/** What `serve` refuses of settings of which each is right by itself, in sentences; empty when it would start. */
export async function refusalsOf(config: Config): Promise<string[]> {
  const checks = [refuseOpenPlainHttp, checkOwnCertificate, readWatermark]
  const results = await Promise.allSettled(checks.map(async (check) => check(config)))
  return results.flatMap((result) => (result.status === 'rejected' ? [sentenceOf(result.reason)] : []))
}

function sentenceOf(error: unknown): string {
  if (isProblem(error, 'InvalidSetting')) return error.message
  throw error
}

/**
 * Keys travel in headers: unencrypted they stay on this machine, or go to a proxy that is named.
 *
 * @throws Problem InvalidSetting when plain HTTP would listen beyond loopback without one.
 */
export function refuseOpenPlainHttp({ host, behindProxy }: Config): void {
  if (isLoopback(host) || behindProxy.length > 0) return
  throw new Problem(
    'InvalidSetting',
    `Plain HTTP listens on loopback only, and host is '${host}'. Name the proxy before it with --behind-proxy, ` +
      'or leave host as it is and serve HTTPS with --tls-host.',
  )
}

/** The files of the owner's certificate, null when there is none. @throws Problem InvalidSetting when only one of two is given. */
export function ownCertificate({
  tlsCertificate,
  tlsKey,
}: Config): { certificate: string; key: string } | null {
  if (tlsCertificate !== null && tlsKey !== null) return { certificate: tlsCertificate, key: tlsKey }
  if (tlsCertificate === null && tlsKey === null) return null
  throw new Problem('InvalidSetting', 'tlsCertificate and tlsKey belong together: give both or none.')
}

async function checkOwnCertificate(config: Config): Promise<void> {
  const own = ownCertificate(config)
  if (own !== null) await readOwnCertificate(own)
}
