import type { CertificatePair } from '../listen.ts'
import { type LocalNames, localFiles, localTls } from './local-tls.ts'
import { fingerprint, readCertificate, readOwnCertificate } from './own-certificate.ts'

/** A certificate, and the names and addresses that it covers; the first is the preferred name of the server. */
export type ServedCertificate = CertificatePair & { readonly names: readonly string[] }

/** The certificate that HTTPS is served with. */
export type Certificate = {
  /** The one that was read last. */
  readonly current: ServedCertificate
  /** Names and addresses of this machine that it does not cover. */
  readonly uncovered: readonly string[]
  /** Path of the authority's certificate, which clients must trust; null when the owner's certificate is served. */
  readonly caPath: string | null
  /** Reads the files again if they have changed, and returns whether they have. */
  refresh(): Promise<boolean>
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
  let current: ServedCertificate = opened
  return {
    get current() {
      return current
    },
    uncovered: opened.uncovered,
    caPath: opened.caPath,
    async refresh() {
      const found = await fingerprint(files)
      if (found === seen) return false
      seen = found
      current = await readCertificate(files)
      return true
    },
  }
}
