import { before, describe, it, type TestContext } from 'node:test'
import { shareLibrary } from '../support/nodes.ts'
import { type OpenSearchCluster, startOpenSearchCluster } from '../support/opensearch-server.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { failInRounds, type LoadedNodes, type Part, ROUNDS } from './failure-rounds.ts'
import { startKillableNode } from './killable-node.ts'

const IMAGES = 200
const SERVERS = 3

describe('two nodes under load, with their index in a cluster of OpenSearch', () => {
  const lifetime = suiteLifetime()
  let missing = ''
  let cluster: OpenSearchCluster
  let loaded: LoadedNodes

  before(async () => {
    const skip = (reason: string) => {
      missing = reason
    }
    const started = await startOpenSearchCluster({ ...lifetime, skip }, SERVERS)
    const shared = started && (await shareLibrary({ ...lifetime, skip }, IMAGES))
    if (!started || !shared) return
    cluster = started
    const settings = { ...shared.settings, VITRINE_SEARCH: cluster.address('pictures') }
    const nodes = [await startKillableNode(lifetime, settings), await startKillableNode(lifetime, settings)]
    loaded = { library: shared.library, images: IMAGES, nodes }
  })

  const rounds = async (t: TestContext, partOf: Parameters<typeof failInRounds>[2]) =>
    missing === '' ? failInRounds(t, loaded, partOf) : t.skip(missing)

  it(`while the server that leads it is killed (${ROUNDS} rounds)`, (t) =>
    rounds(t, async () => {
      await cluster.untilComplete()
      return killed(await cluster.leader())
    }))

  it(`while another server is killed (${ROUNDS} rounds)`, (t) =>
    rounds(t, async (random) => {
      await cluster.untilComplete()
      const leader = await cluster.leader()
      return killed(random.pick(cluster.servers.filter((server) => server !== leader)))
    }))
})

/** The other servers have copies, so all requests succeed. */
const killed = ({ kill, start }: OpenSearchCluster['servers'][number]): Part => ({
  fail: kill,
  restore: start,
  concerns: () => null,
})
