import type { CertificateStore } from './certificate-store.ts'
import { type LocalNames, localTls } from './local-tls.ts'
import {
  type CertificateWithNames,
  fingerprint,
  readCertificate,
  readOwnCertificate,
  withNames,
} from './own-certificate.ts'

/** A certificate, and the names and addresses that it covers; the first is the preferred name of the server. */
export type ServedCertificate = CertificateWithNames

/** The certificate that HTTPS is served with. */
export type Certificate = {
  /** The one that was read last. */
  readonly current: ServedCertificate
  /** Names and addresses of this machine that it does not cover. */
  readonly uncovered: readonly string[]
  /** Path of the authority's certificate, which clients must trust; null when the owner's certificate is served. */
  readonly caPath: string | null
  /** Reads it again if it has changed, and returns whether it has. */
  refresh(): Promise<boolean>
}

/**
 * Opens the owner's certificate if the settings name one, otherwise the local one of the library.
 *
 * @throws Problem InvalidSetting when the owner's certificate cannot be served.
 */
export async function openCertificate({
  own,
  ...local
}: {
  own: { certificate: string; key: string } | null
  store: CertificateStore
  now: Date
} & LocalNames): Promise<Certificate> {
  const opened =
    own === null ? await localTls(local) : { ...(await readOwnCertificate(own)), uncovered: [], caPath: null }
  const { version, read } = own === null ? inStore(local.store) : inFiles(own)
  let seen = await version()
  let current: ServedCertificate = opened
  return {
    get current() {
      return current
    },
    uncovered: opened.uncovered,
    caPath: opened.caPath,
    async refresh() {
      const found = await version()
      if (found === seen) return false
      seen = found
      current = await read()
      return true
    },
  }
}

/** What changes and is read again. */
type Watched = { version(): Promise<string>; read(): Promise<ServedCertificate> }

const inFiles = (files: { certificate: string; key: string }): Watched => ({
  version: () => fingerprint(files),
  read: () => readCertificate(files),
})

const inStore = (store: CertificateStore): Watched => ({
  version: () => store.version(),
  async read() {
    const kept = await store.read()
    if (kept === null) throw new Error('The local certificate is gone; a restart makes another one.')
    return withNames(kept)
  },
})
