import { X509Certificate } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type LocalCertificate, makeLocalCertificate } from './local-authority.ts'

export type LocalTls = {
  readonly names: readonly string[]
  readonly certificate: string
  readonly key: string
  /** Absolute path of the authority's certificate, for clients to trust. */
  readonly caPath: string
}

const LOCAL_NAMES = ['localhost', '127.0.0.1', '::1']
const LEAST_DAYS_LEFT = 30

/** The certificate of this machine, made at the first start and kept until it is about to expire or lacks a name. */
export async function localTls({
  folder,
  extraNames,
  now,
}: {
  folder: string
  extraNames: readonly string[]
  now: Date
}): Promise<LocalTls> {
  const names = [...LOCAL_NAMES, ...extraNames]
  const caPath = join(folder, 'ca.pem')
  const kept = await readKept(folder)
  const made = kept && isGood(kept, names, now) ? kept : await makeAndKeep(folder, names, now)
  return { names, caPath, certificate: made.certificate, key: made.key }
}

async function readKept(folder: string): Promise<LocalCertificate | null> {
  const read = (name: string) => readFile(join(folder, name), 'utf8')
  try {
    const [ca, certificate, key] = await Promise.all([
      read('ca.pem'),
      read('certificate.pem'),
      read('key.pem'),
    ])
    return { ca, certificate, key }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

function isGood({ ca, certificate }: LocalCertificate, names: readonly string[], now: Date): boolean {
  const leaf = new X509Certificate(certificate)
  const daysLeft = (Date.parse(leaf.validTo) - now.getTime()) / 86_400_000
  const covered = names.every((name) => leaf.checkHost(name) ?? leaf.checkIP(name))
  return daysLeft > LEAST_DAYS_LEFT && covered && leaf.verify(new X509Certificate(ca).publicKey)
}

async function makeAndKeep(folder: string, names: readonly string[], now: Date): Promise<LocalCertificate> {
  const made = await makeLocalCertificate(names, now)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const [name, content] of [
    ['key.pem', made.key],
    ['certificate.pem', made.certificate],
    ['ca.pem', made.ca],
  ] as const) {
    await writeFile(join(folder, `${name}.partial`), content, { mode: 0o600 })
    await rename(join(folder, `${name}.partial`), join(folder, name))
  }
  return made
}
