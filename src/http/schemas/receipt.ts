import { Type } from 'typebox'
import { Int, ObjectOrNull, Text, Time, UtcTime } from './nullable.ts'

/** Receipts of downloads (receipts/receipt.ts). */

const Name = (example: string) => Type.String({ examples: [example] })
const Count = (example: number) => Type.Integer({ examples: [example] })

const Receipt = Type.Object(
  {
    id: Type.String({ description: 'Also the id of the download.', examples: ['q1w2e3r4t5y6u7i8o9p0'] }),
    time: UtcTime(),
    asset: Type.Object({
      id: Name('100000001'),
      title: Name('Mountain lake at dawn'),
      pixels_hash: Text({
        description: 'SHA-256 of the decoded pixels of the original; null for a video.',
        examples: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
      }),
      license_model: Text({ examples: ['royaltyfree'] }),
    }),
    file: Type.Object({
      sha256: Text({
        description:
          'Of the file in the library, without the stamp that a delivered file may have; null for a size of a video that had yet to be made.',
        examples: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
      }),
      type: Name('jpg'),
      size_name: Name('xx_large'),
      width: Int({ examples: [6000] }),
      height: Int({ examples: [4000] }),
    }),
    customer: Type.Object({ id: Name('northern-press'), name: Name('Northern Press') }),
    user: ObjectOrNull({ id: Name('4f2a90cc01ab34de'), name: Name('ada@northern-press.example') }),
    client: Type.Object({ id: Name('northern-press-cms') }),
    agreement: Type.Object({
      id: Count(12),
      name: Name('Agreement of 2026'),
      version: Type.Integer({ description: 'Of the terms that applied.', examples: [1] }),
    }),
    product: Type.Object({ id: Count(1234), type: Name('premiumaccess') }),
    charge: Type.Object({ credits: Count(0), is_overage: Type.Boolean() }),
    project_code: Text({ examples: ['SPRING'] }),
    notes: Text({ examples: ['For the cover'] }),
    credit: Type.Object({
      credit_line: Text({ examples: ['Ada Example / Northern Press'] }),
      copyright: Text({ examples: ['© 2026 Ada Example'] }),
      creator: Type.Optional(Text({ examples: ['Ada Example'] })),
      copyright_owners: Type.Optional(Type.Array(Name('Ada Example'))),
      web_statement: Text({ examples: ['https://northern-press.example/licence'] }),
      licensor: ObjectOrNull({
        name: Text({ examples: ['Northern Press'] }),
        url: Text({ examples: ['https://northern-press.example'] }),
      }),
    }),
  },
  { title: 'Receipt' },
)

/** A receipt, and the same as its library signed it. */
export const SignedReceipt = Type.Object(
  {
    receipt: Receipt,
    jws: Type.String({
      description:
        'The receipt signed with Ed25519: a JWS in compact form (RFC 7515). The key is at /.well-known/vitrine-receipts.json.',
      examples: ['eyJhbGciOiJFZERTQSJ9.eyJpZCI6IiJ9.c2lnbmF0dXJl'],
    }),
    refunded_at: Time({
      description: 'When the charge was given back, because the file could not be made; null if it was not.',
    }),
    page_uri: Type.String({
      description: 'Where people read and print the receipt: opaque, valid for 24 hours.',
      examples: ['https://images.example.org/receipts/q1w2e3r4t5y6u7i8o9p0?e=…&s=…'],
    }),
  },
  { title: 'SignedReceipt' },
)
