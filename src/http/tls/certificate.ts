import type { CertificatePair } from '../listen.ts'
import { type LocalNames, localFiles, localTls } from './local-tls.ts'
import { fingerprint, readCertificate, readOwnCertificate } from './own-certificate.ts'

/** The certificate that HTTPS is served with. */
export type Certificate = CertificatePair & {
  /** Names and addresses that it covers now; the first is the preferred name of this server. */
  readonly names: readonly string[]
  /** Names and addresses of this machine that it does not cover. */
  readonly uncovered: readonly string[]
  /** Path of the authority's certificate, which clients must trust; null when the owner's certificate is served. */
  readonly caPath: string | null
  /** Returns the new pair if the files have changed, otherwise null. */
  refresh(): Promise<CertificatePair | null>
}

/**
 * Opens the owner's certificate if the settings name one, otherwise the local one in the library's folder.
 *
 * @throws Problem InvalidSetting when the owner's certificate cannot be served.
 */
export async function openCertificate({
  own,
  ...local
}: {
  own: { certificate: string; key: string } | null
  folder: string
  now: Date
} & LocalNames): Promise<Certificate> {
  const opened =
    own === null ? await localTls(local) : { ...(await readOwnCertificate(own)), uncovered: [], caPath: null }
  const files = own ?? localFiles(local.folder)
  let seen = await fingerprint(files)
  let { names } = opened
  return {
    certificate: opened.certificate,
    key: opened.key,
    uncovered: opened.uncovered,
    caPath: opened.caPath,
    get names() {
      return names
    },
    async refresh() {
      const current = await fingerprint(files)
      if (current === seen) return null
      seen = current
      const pair = await readCertificate(files)
      names = pair.names
      return pair
    },
  }
}
