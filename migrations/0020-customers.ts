import type { Kysely } from 'kysely'
import { int64 } from '../src/db/columns.ts'

/** Companies, their users, what their API clients may do, and the access tokens of both. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await companies(db)
  await clients(db)
  await tokens(db)
}

async function companies(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('customer')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('country', 'text')
    .addColumn('createdMs', int64(db), (c) => c.notNull())
    .addColumn('endedMs', int64(db))
    .execute()
  await db.schema
    .createTable('user')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('customerId', 'text', (c) => c.notNull().references('customer.id'))
    .addColumn('username', 'text', (c) => c.notNull())
    .addColumn('foldedName', 'text', (c) => c.notNull().unique())
    .addColumn('firstName', 'text')
    .addColumn('middleName', 'text')
    .addColumn('lastName', 'text')
    .addColumn('passwordHash', 'text')
    .addColumn('createdMs', int64(db), (c) => c.notNull())
    .addColumn('endedMs', int64(db))
    .execute()
  await db.schema.createIndex('user_customer').on('user').column('customerId').execute()
  await db.schema
    .createTable('passwordLink')
    .addColumn('tokenHash', 'text', (c) => c.primaryKey())
    .addColumn('userId', 'text', (c) => c.notNull().references('user.id'))
    .addColumn('expiresMs', int64(db), (c) => c.notNull())
    .execute()
}

async function clients(db: Kysely<unknown>): Promise<void> {
  const client = db.schema.alterTable('client')
  await client.addColumn('customerId', 'text', (c) => c.references('customer.id')).execute()
  await client.addColumn('grants', 'text', (c) => c.notNull().defaultTo('[]')).execute()
  await client.addColumn('redirectUris', 'text', (c) => c.notNull().defaultTo('[]')).execute()
  await client.addColumn('isPublic', 'integer', (c) => c.notNull().defaultTo(0)).execute()
  await moveCountries(db as Kysely<Moved>)
  await db.schema
    .createTable('clientSecret')
    .addColumn('secretHash', 'text', (c) => c.primaryKey())
    .addColumn('clientId', 'text', (c) => c.notNull().references('client.id'))
    .addColumn('prefix', 'text', (c) => c.notNull())
    .addColumn('createdMs', int64(db), (c) => c.notNull())
    .addColumn('endedMs', int64(db))
    .execute()
  await db.schema.createIndex('clientSecret_client').on('clientSecret').column('clientId').execute()
}

type Moved = {
  client: { id: string; name: string; country: string | null; customerId: string | null; createdMs: number }
  customer: { id: string; name: string; country: string; createdMs: number }
}

/** A country belongs to a company: each key that has one gets a customer of its own, named after the key. */
async function moveCountries(db: Kysely<Moved>): Promise<void> {
  const keys = await db
    .selectFrom('client')
    .select(['id', 'name', 'country', 'createdMs'])
    .where('country', 'is not', null)
    .orderBy('id')
    .execute()
  const taken = new Set<string>()
  for (const { id, country, createdMs, ...key } of keys) {
    const name = taken.has(key.name) ? `${key.name} (${id})` : key.name
    taken.add(name)
    await db.insertInto('customer').values({ id, name, country: country!, createdMs }).execute()
    await db.updateTable('client').set({ customerId: id }).where('id', '=', id).execute()
  }
  await db.schema.alterTable('client').dropColumn('country').execute()
}

/** An authorization is what one sign-in, or one client, was given: everything that it yielded ends with it. */
async function tokens(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('authorization')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('clientId', 'text', (c) => c.notNull().references('client.id'))
    .addColumn('userId', 'text', (c) => c.references('user.id'))
    .addColumn('grantType', 'text', (c) => c.notNull())
    .addColumn('createdMs', int64(db), (c) => c.notNull())
    .addColumn('expiresMs', int64(db), (c) => c.notNull())
    .addColumn('revokedMs', int64(db))
    .execute()
  await db.schema.createIndex('authorization_user').on('authorization').column('userId').execute()
  await db.schema.createIndex('authorization_client').on('authorization').column('clientId').execute()
  await db.schema.createIndex('authorization_expires').on('authorization').column('expiresMs').execute()
  await db.schema
    .createTable('token')
    .addColumn('tokenHash', 'text', (c) => c.primaryKey())
    .addColumn('authorizationId', 'text', (c) =>
      c.notNull().references('authorization.id').onDelete('cascade'),
    )
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('expiresMs', int64(db), (c) => c.notNull())
    .execute()
  await db.schema.createIndex('token_authorization').on('token').column('authorizationId').execute()
  await db.schema.createIndex('token_expires').on('token').column('expiresMs').execute()
  await db.schema
    .createTable('authorizationCode')
    .addColumn('codeHash', 'text', (c) => c.primaryKey())
    .addColumn('authorizationId', 'text', (c) =>
      c.notNull().references('authorization.id').onDelete('cascade'),
    )
    .addColumn('redirectUri', 'text', (c) => c.notNull())
    .addColumn('challenge', 'text')
    .addColumn('challengeMethod', 'text')
    .addColumn('expiresMs', int64(db), (c) => c.notNull())
    .addColumn('usedMs', int64(db))
    .execute()
  await db.schema
    .createIndex('authorizationCode_authorization')
    .on('authorizationCode')
    .column('authorizationId')
    .execute()
}
