import type { CertificatePair } from '../listen.ts'
import { type LocalNames, localFiles, localTls } from './local-tls.ts'
import { fingerprint, readCertificate, readOwnCertificate } from './own-certificate.ts'

/** What HTTPS is served with. */
export type Certificate = CertificatePair & {
  /** Names and addresses that it is for now; the first is what this server calls itself. */
  readonly names: readonly string[]
  /** Names and addresses of this machine that it is not for. */
  readonly uncovered: readonly string[]
  /** The authority's certificate, which clients have to trust; null when the owner's own is served. */
  readonly caPath: string | null
  /** The pair to serve from now on when the files have changed, else null. */
  refresh(): Promise<CertificatePair | null>
}

/**
 * The owner's certificate where the settings name one, else the local one of the library's folder.
 *
 * @throws Problem InvalidSetting when the owner's cannot be served.
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
