import { createPrivateKey, X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { certificateNames } from './certificate-names.ts'
import type { CertificateStore } from './certificate-store.ts'
import type { LocalCertificate } from './local-authority.ts'

/** Names that a local certificate covers besides those of loopback. */
export type LocalNames = {
  /** Names that the server cannot do without: a certificate that lacks one is replaced. */
  readonly required: readonly string[]
  /** Names and addresses of this machine: a missing one is only reported, since clients trust the present certificate. */
  readonly machine: readonly string[]
}

/** A certificate signed by the local authority, and what it covers. */
export type LocalTls = {
  readonly names: readonly string[]
  /** Names of the machine that the certificate does not cover. */
  readonly uncovered: readonly string[]
  readonly certificate: string
  readonly key: string
  /** Absolute path of the authority's certificate, for clients to trust. */
  readonly caPath: string
}

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '::1']
const MIN_DAYS_LEFT = 30

/**
 * Returns the certificate of this machine, which is created at the first start and kept until it is about to expire, is
 * damaged, or lacks a required name.
 */
export async function localTls({
  store,
  required,
  machine,
  now,
}: { store: CertificateStore; now: Date } & LocalNames): Promise<LocalTls> {
  const names = [...new Set([...LOOPBACK_NAMES, ...required, ...machine])]
  const used = await store.update(async (kept) =>
    kept !== null && isGood(kept, [...LOOPBACK_NAMES, ...required], now) ? kept : make(names, now),
  )
  return describe(store, used, machine)
}

/**
 * Makes a new authority and a certificate for the names of this machine. The host names of the previous certificate are
 * kept; its addresses, which may belong to other machines by now, are dropped.
 */
export async function renewLocalTls({
  store,
  machine,
  now,
}: {
  store: CertificateStore
  machine: readonly string[]
  now: Date
}): Promise<LocalTls> {
  const used = await store.update((kept) => {
    const before = kept === null ? [] : namesOf(kept).filter((name) => isIP(name) === 0)
    return make([...new Set([...LOOPBACK_NAMES, ...before, ...machine])], now)
  })
  return describe(store, used, machine)
}

function describe(store: CertificateStore, used: LocalCertificate, machine: readonly string[]): LocalTls {
  const { certificate, key } = used
  const leaf = new X509Certificate(certificate)
  return {
    certificate,
    key,
    names: certificateNames(leaf),
    uncovered: machine.filter((name) => !covers(leaf, name)),
    caPath: store.caPath,
  }
}

/** The three files cannot be replaced atomically: after an interruption or damage they are made again. */
function isGood(kept: LocalCertificate, names: readonly string[], now: Date): boolean {
  try {
    const leaf = new X509Certificate(kept.certificate)
    const daysLeft = (Date.parse(leaf.validTo) - now.getTime()) / 86_400_000
    const belongs =
      leaf.checkPrivateKey(createPrivateKey(kept.key)) && leaf.verify(new X509Certificate(kept.ca).publicKey)
    return daysLeft > MIN_DAYS_LEFT && names.every((name) => covers(leaf, name)) && belongs
  } catch {
    return false
  }
}

const covers = (leaf: X509Certificate, name: string): boolean =>
  (isIP(name) === 0 ? leaf.checkHost(name) : leaf.checkIP(name)) !== undefined

/** The names of a certificate; empty if it is damaged. */
function namesOf({ certificate }: LocalCertificate): string[] {
  try {
    return certificateNames(new X509Certificate(certificate))
  } catch {
    return []
  }
}

async function make(names: readonly string[], now: Date): Promise<LocalCertificate> {
  // Loaded only to make a certificate: a server that has one starts faster without it.
  const { makeLocalCertificate } = await import('./local-authority.ts')
  return makeLocalCertificate(names, now)
}
