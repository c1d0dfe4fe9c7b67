import { type FileHandle, open, readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { readPublicKeys } from '../receipts/public-keys.ts'
import type { Receipt } from '../receipts/receipt.ts'
import type { StampClaims } from '../receipts/stamp/stamp.ts'
import { type Verdict, verifyFile } from '../receipts/verify.ts'
import { EXIT } from './exit-codes.ts'
import { printable } from './printable.ts'
import { WrongUse } from './wrong-use.ts'

/** Adds `vitrine receipt`: works anywhere, without a library and a network. */
export function addReceipt(program: Command, setExit: (code: number) => void): void {
  const receipt = program.command('receipt').description('Verify receipts and delivered files.')
  receipt
    .command('verify <file>')
    .description('Tell whether a receipt, or a delivered file, is true: exit code 0 or 1.')
    .requiredOption(
      '--key <file>',
      'public key: what the library has at /.well-known/vitrine-receipts.json, or PEM',
    )
    .option('--json', 'print JSON')
    .action(async (path: string, { key, json }: { key: string; json?: true }) => {
      const keys = readPublicKeys((await read(key)).toString())
      const verdict = await verified(path, keys)
      process.stdout.write(
        json ? `${JSON.stringify(verdict)}\n` : `${linesOf(verdict).map(printable).join('\n')}\n`,
      )
      setExit(verdict.proves === null ? EXIT.failed : EXIT.success)
    })
}

async function verified(path: string, keys: ReturnType<typeof readPublicKeys>): Promise<Verdict> {
  const file = await open(path, 'r').catch(refuse(path))
  try {
    const { size } = await file.stat()
    return await verifyFile({ bytes: size, read: readingFrom(file) }, keys).catch(refuse(path))
  } finally {
    await file.close()
  }
}

/** A film may be too long to be read at once. */
const readingFrom = (file: FileHandle) => async (at: number, length: number) => {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at)
  return buffer.subarray(0, bytesRead)
}

const read = (path: string): Promise<Buffer> => readFile(path).catch(refuse(path))

const refuse = (path: string) => (error: NodeJS.ErrnoException) => {
  throw error.code === undefined ? error : new WrongUse(`${path} cannot be read (${error.code}).`)
}

function linesOf(verdict: Verdict): string[] {
  if (verdict.proves === null) return [`Not proved. ${verdict.reason}`]
  return verdict.proves === 'file' ? linesOfStamp(verdict.stamp) : linesOfReceipt(verdict.receipt)
}

const linesOfStamp = ({ receipt, time, sha256 }: StampClaims) => [
  `True: this file was delivered under receipt ${receipt}, and has not been changed since.`,
  `time      ${time}`,
  `original  SHA-256 ${sha256}`,
]

function linesOfReceipt({ asset, file, customer, user, agreement, product, ...receipt }: Receipt): string[] {
  const size = file.width === null ? '' : `, ${file.width} × ${file.height}`
  return [
    `True: receipt ${receipt.id} was signed by the owner of the key.`,
    `time       ${receipt.time}`,
    `asset      ${asset.id}, ${asset.title}`,
    `file       ${file.size_name}, ${file.type}${size}, ${file.sha256 === null ? 'made later' : `SHA-256 ${file.sha256}`}`,
    `pixels     ${asset.pixels_hash}`,
    `customer   ${customer.name}`,
    `user       ${user?.name ?? 'the client itself'}`,
    `agreement  ${agreement.name}, version ${agreement.version}`,
    `product    ${product.id}, ${product.type}`,
    ...(receipt.project_code === null ? [] : [`project    ${receipt.project_code}`]),
    ...(receipt.notes === null ? [] : [`notes      ${receipt.notes}`]),
  ]
}
