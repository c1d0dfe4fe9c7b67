import 'reflect-metadata'
import { randomBytes, webcrypto } from 'node:crypto'
import { isIP } from 'node:net'
import { AsnConvert } from '@peculiar/asn1-schema'
import {
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_nameConstraints,
  NameConstraints,
} from '@peculiar/asn1-x509'
import * as x509 from '@peculiar/x509'

/** A certificate for the names of this machine, and the authority that clients must trust. All PEM. */
export type LocalCertificate = { readonly ca: string; readonly certificate: string; readonly key: string }

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const DAY_MS = 86_400_000
/** Apple's clients refuse certificates that are valid for longer, even local ones. */
const LEAF_DAYS = 820
/** Clocks of other machines may be behind. */
const BACKDATED_MS = DAY_MS

/**
 * Makes an authority that can vouch for exactly these names (RFC 5280, 4.2.1.10, name constraints) and one
 * certificate signed by it. The authority's private key is never stored, so trusting the authority lets nobody issue
 * certificates for other names, or further ones for these.
 */
export async function makeLocalCertificate(names: readonly string[], now: Date): Promise<LocalCertificate> {
  x509.cryptoProvider.set(webcrypto as Crypto)
  const validity = {
    notBefore: new Date(now.getTime() - BACKDATED_MS),
    notAfter: new Date(now.getTime() + LEAF_DAYS * DAY_MS),
  }
  const authority = await makeAuthority(names, validity)
  const keys = await newKeys(true)
  const leaf = await x509.X509CertificateGenerator.create({
    ...validity,
    serialNumber: serial(),
    subject: `CN=${names[0]}, O=Vitrine`,
    issuer: authority.certificate.subject,
    publicKey: keys.publicKey,
    signingKey: authority.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) ? 'ip' : 'dns', value })),
      ),
      await x509.AuthorityKeyIdentifierExtension.create(authority.certificate.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey))
  return {
    ca: authority.certificate.toString('pem'),
    certificate: leaf.toString('pem'),
    key: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'),
  }
}

async function makeAuthority(names: readonly string[], validity: { notBefore: Date; notAfter: Date }) {
  const keys = await newKeys(false)
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity,
    serialNumber: serial(),
    name: `CN=Vitrine local authority ${randomBytes(4).toString('hex')}, O=Vitrine`,
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      new x509.Extension(id_ce_nameConstraints, true, nameConstraints(names)),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { certificate, privateKey: keys.privateKey }
}

const newKeys = (extractable: boolean) =>
  webcrypto.subtle.generateKey(ALGORITHM, extractable, ['sign', 'verify']) as Promise<webcrypto.CryptoKeyPair>

/** A positive number of 16 bytes (RFC 5280, 4.1.2.2). */
function serial(): string {
  const bytes = randomBytes(16)
  bytes[0] = (bytes[0]! & 0x7f) | 0x40
  return bytes.toString('hex')
}

function nameConstraints(names: readonly string[]): ArrayBuffer {
  const subtrees = names.map((name) => new GeneralSubtree({ base: constrainedName(name) }))
  return AsnConvert.serialize(new NameConstraints({ permittedSubtrees: new GeneralSubtrees(subtrees) }))
}

/** An address is constrained as a network that contains only itself. */
function constrainedName(name: string): GeneralName {
  const version = isIP(name)
  if (version === 0) return new GeneralName({ dNSName: name })
  return new GeneralName({ iPAddress: `${name}/${version === 4 ? 32 : 128}` })
}
