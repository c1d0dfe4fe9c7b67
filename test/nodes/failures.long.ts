import { before, describe, it, type TestContext } from 'node:test'
import { shareLibrary } from '../support/nodes.ts'
import { makeReadOnly, type PostgresServer } from '../support/postgres-server.ts'
import { type RedisServer, startRedis } from '../support/redis-server.ts'
import type { S3Server } from '../support/s3-server.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { failInRounds, type LoadedNodes, ROUNDS } from './failure-rounds.ts'
import { type KillableNode, startKillableNode } from './killable-node.ts'

const IMAGES = 200

describe('two nodes under load', () => {
  const lifetime = suiteLifetime()
  let missing = ''
  let parts: { readonly postgres: PostgresServer; readonly s3: S3Server; readonly redis: RedisServer }
  let loaded: LoadedNodes
  const nodes: KillableNode[] = []

  before(async () => {
    const skip = (reason: string) => {
      missing = reason
    }
    const shared = await shareLibrary({ ...lifetime, skip }, IMAGES)
    const redis = await startRedis({ ...lifetime, skip })
    if (shared === null || redis === null) return
    parts = { postgres: shared.postgres, s3: shared.s3, redis }
    const settings = { ...shared.settings, VITRINE_LIMITS: redis.address }
    for (const _ of [1, 2]) nodes.push(await startKillableNode(lifetime, settings))
    loaded = { library: shared.library, images: IMAGES, nodes }
  })

  const rounds = async (t: TestContext, partOf: Parameters<typeof failInRounds>[2]) =>
    missing === '' ? failInRounds(t, loaded, partOf) : t.skip(missing)

  it(`of which one is killed (${ROUNDS} rounds)`, (t) =>
    rounds(t, (random) => {
      const killed = random.below(2)
      return {
        fail: () => nodes[killed]!.kill(),
        restore: () => nodes[killed]!.start(),
        concerns: ({ node }) => (node === killed ? 'no answer' : null),
      }
    }))

  it(`while PostgreSQL is killed (${ROUNDS} rounds)`, (t) =>
    rounds(t, () => ({
      fail: () => parts.postgres.kill(),
      restore: () => parts.postgres.start(),
      concerns: () => '503',
    })))

  it(`while the bucket is killed (${ROUNDS} rounds)`, (t) =>
    rounds(t, () => ({
      fail: () => parts.s3.kill(),
      restore: () => parts.s3.start(),
      concerns: (_, { takesFiles }) => (takesFiles ? '503' : null),
    })))

  it(`while records can only be read (${ROUNDS} rounds)`, (t) =>
    rounds(t, () => ({
      fail: () => makeReadOnly(parts.postgres, true),
      restore: () => makeReadOnly(parts.postgres, false),
      concerns: (_, { writes }) => (writes ? '503' : null),
    })))

  it(`while Redis is killed (${ROUNDS} rounds)`, (t) =>
    rounds(t, () => ({
      fail: () => parts.redis.kill(),
      restore: () => parts.redis.start(),
      concerns: () => null,
    })))
})
