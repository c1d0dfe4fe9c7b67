import type { CertificatePair } from '../listen.ts'
import { localTls } from './local-tls.ts'
import { fingerprint, readOwnCertificate } from './own-certificate.ts'

/** What HTTPS is served with. */
export type Certificate = CertificatePair & {
  /** Names and addresses that it is for; the first is what this server calls itself. */
  readonly names: readonly string[]
  /** Where the authority's certificate lies that clients have to trust; null when the owner's own is served. */
  readonly caPath: string | null
  /** The pair that is to be served from now on, when the owner's files have changed; else null. */
  refresh(): Promise<CertificatePair | null>
}

/** The owner's certificate where the settings name one, else the local one of the library's folder. */
export async function openCertificate({
  own,
  ...local
}: {
  own: { certificate: string; key: string } | null
  folder: string
  extraNames: readonly string[]
  now: Date
}): Promise<Certificate> {
  if (own === null) return { ...(await localTls(local)), refresh: async () => null }
  let seen = await fingerprint(own)
  return {
    ...(await readOwnCertificate(own)),
    caPath: null,
    async refresh() {
      const current = await fingerprint(own)
      if (current === seen) return null
      seen = current
      return readOwnCertificate(own)
    },
  }
}
