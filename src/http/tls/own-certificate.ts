import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { Problem } from '../../lib/problem.ts'
import type { CertificatePair } from '../listen.ts'
import { certificateNames } from './certificate-names.ts'

/** A certificate and its key (PEM), with the names that it covers. */
export type CertificateWithNames = CertificatePair & { readonly names: readonly string[] }

type Files = { readonly certificate: string; readonly key: string }

/** Reads the owner's certificate and key. @throws Problem InvalidSetting when they cannot be served. */
export async function readOwnCertificate(files: Files): Promise<CertificateWithNames> {
  return readCertificate(files).catch((error: NodeJS.ErrnoException) => {
    throw new Problem(
      'InvalidSetting',
      error.code === undefined
        ? error.message
        : `tlsCertificate is '${files.certificate}' and tlsKey is '${files.key}', which cannot be read: ${error.message}.`,
    )
  })
}

/** Reads a certificate and its key. @throws Error when they cannot be read or do not match. */
export async function readCertificate(files: Files): Promise<CertificateWithNames> {
  const [certificate, key] = await Promise.all([
    readFile(files.certificate, 'utf8'),
    readFile(files.key, 'utf8'),
  ])
  return withNames({ certificate, key })
}

/** Returns a certificate with its names. @throws Error when the key does not belong to it. */
export function withNames({ certificate, key }: CertificatePair): CertificateWithNames {
  const leaf = new X509Certificate(certificate)
  if (!leaf.checkPrivateKey(createPrivateKey(key)))
    throw new Error('tlsKey is not the key of tlsCertificate.')
  return { certificate, key, names: certificateNames(leaf) }
}

/** Returns a text that changes when one of the files does. */
export async function fingerprint(files: Files): Promise<string> {
  const found = await Promise.all([stat(files.certificate), stat(files.key)])
  return found.map(({ ino, size, mtimeMs }) => `${ino} ${size} ${mtimeMs}`).join()
}
