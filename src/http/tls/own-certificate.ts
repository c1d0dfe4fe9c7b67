import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { certificateNames } from './certificate-names.ts'

/** The owner's certificate, with the names that it is for. */
export type OwnCertificate = {
  readonly certificate: string
  readonly key: string
  readonly names: readonly string[]
}

/** Reads the owner's certificate and key. @throws Error when they are no pair. */
export async function readOwnCertificate(files: {
  certificate: string
  key: string
}): Promise<OwnCertificate> {
  const [certificate, key] = await Promise.all([
    readFile(files.certificate, 'utf8'),
    readFile(files.key, 'utf8'),
  ])
  const leaf = new X509Certificate(certificate)
  if (!leaf.checkPrivateKey(createPrivateKey(key)))
    throw new Error('tlsKey is not the key of tlsCertificate.')
  return { certificate, key, names: certificateNames(leaf) }
}

/** A text that changes when one of the files does. */
export async function fingerprint(files: { certificate: string; key: string }): Promise<string> {
  const found = await Promise.all([stat(files.certificate), stat(files.key)])
  return found.map(({ ino, size, mtimeMs }) => `${ino} ${size} ${mtimeMs}`).join()
}
