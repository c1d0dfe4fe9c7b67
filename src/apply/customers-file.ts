import { type Static, Type } from 'typebox'
import { ABILITIES } from '../access/abilities.ts'
import { GRANT_TYPES } from '../access/grants.ts'
import { NOTICE_TYPES, type NoticeType } from '../notices/notice.ts'
import { PRODUCT_TYPES } from '../rights/terms.ts'

const CLOSED = { additionalProperties: false }
const text = Type.String({ minLength: 1 })
const textOrNull = Type.Optional(Type.Union([text, Type.Null()]))
const listOf = <Value extends string>(values: readonly Value[]) =>
  Type.Optional(Type.Array(Type.Enum([...values]), { uniqueItems: true }))

const User = Type.Object(
  {
    username: text,
    firstName: textOrNull,
    middleName: textOrNull,
    lastName: textOrNull,
    /** Argon2id in the PHC string format. */
    passwordHash: Type.Optional(text),
  },
  CLOSED,
)

const Client = Type.Object(
  {
    name: text,
    allow: listOf(ABILITIES),
    grants: listOf(GRANT_TYPES),
    redirectUris: Type.Optional(Type.Array(text, { uniqueItems: true })),
    public: Type.Optional(Type.Boolean()),
    /** Queries per second. */
    qps: Type.Optional(Type.Union([Type.Integer({ minimum: 1, maximum: 999_999 }), Type.Null()])),
    expires: textOrNull,
    /** SHA-256 in hexadecimal digits. */
    secretHash: Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$' })),
  },
  CLOSED,
)

const Agreement = Type.Object(
  {
    name: text,
    starts: Type.Optional(text),
    ends: textOrNull,
    /** The terms of a product stand beside its type; rights/terms.ts checks them. */
    products: Type.Array(Type.Object({ type: Type.Enum([...PRODUCT_TYPES]) }), { minItems: 1 }),
  },
  CLOSED,
)

const Webhook = Type.Object({ url: text, types: listOf(Object.keys(NOTICE_TYPES) as NoticeType[]) }, CLOSED)

const Customer = Type.Object(
  {
    name: text,
    country: textOrNull,
    users: Type.Optional(Type.Array(User)),
    clients: Type.Optional(Type.Array(Client)),
    agreements: Type.Optional(Type.Array(Agreement)),
    webhooks: Type.Optional(Type.Array(Webhook)),
  },
  CLOSED,
)

/**
 * The schema of a file that declares customers, and webhooks of the owner. What is left out stays as it is; null takes a
 * value away.
 */
export const CustomersFile = Type.Object(
  { customers: Type.Array(Customer), webhooks: Type.Optional(Type.Array(Webhook)) },
  CLOSED,
)

/** What may stand in the entries of each list, and in the file itself (""). */
export const KNOWN_NAMES: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(CustomersFile.properties),
  customers: Object.keys(Customer.properties),
  users: Object.keys(User.properties),
  clients: Object.keys(Client.properties),
  agreements: Object.keys(Agreement.properties),
  webhooks: Object.keys(Webhook.properties),
}

/** A file that declares customers. */
export type CustomersFile = Static<typeof CustomersFile>
/** A customer of such a file. */
export type StatedCustomer = Static<typeof Customer>
/** A user of such a file. */
export type StatedUser = Static<typeof User>
/** An API client of such a file. */
export type StatedClient = Static<typeof Client>
/** An agreement of such a file. */
export type StatedAgreement = Static<typeof Agreement>
/** A webhook of such a file. */
export type StatedWebhook = Static<typeof Webhook>
