import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, it, type TestContext } from 'node:test'
import { parseAllDocuments } from 'yaml'
import { readConfig } from '../../src/config.ts'
import { refusalsOf } from '../../src/serve/checks.ts'
import { emptyLibrary, serve, temporaryFolder } from '../support/library.ts'

const FOLDER = 'docs/how-to/many-machines'
/** Variables of other programs that nodes read. */
const FOREIGN = /^(?:PG|AWS_|OPENSEARCH_)[A-Z_]+$/

/** The documents of a YAML file, with what its anchors stand for. */
async function read(name: string) {
  const documents = parseAllDocuments(await readFile(`${FOLDER}/${name}`, 'utf8'), { merge: true })
  for (const { errors, warnings } of documents as readonly { errors: unknown[]; warnings: unknown[] }[])
    assert.deepEqual([...errors, ...warnings], [])
  // biome-ignore lint/suspicious/noExplicitAny: as it is written
  return documents.map((document) => document.toJS()) as any[]
}

/** Expects that a node accepts all variables, and that it has nothing of the library in its own folder. */
async function isOfNode(t: TestContext, variables: Readonly<Record<string, unknown>>): Promise<void> {
  const environment = Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, String(value)]),
  )
  for (const name of Object.keys(environment)) assert.match(name, /^VITRINE_/.test(name) ? /./ : FOREIGN)
  const config = readConfig({ data: await temporaryFolder(t) }, environment)
  assert.deepEqual(await refusalsOf(config), [])
  const { records, blobs, search, limits } = config
  for (const place of [records, blobs, search, limits]) assert.notEqual(place, null)
  assert.ok(config.drainSeconds > 0 && config.behindProxy.length > 0)
}

describe('the examples of several nodes', () => {
  it('of compose give nodes settings that exist, and run them behind the proxy', async (t) => {
    const [{ services, volumes }] = await read('compose.yaml')
    const proxy = await readFile(`${FOLDER}/haproxy.cfg`, 'utf8')
    const nodes = [...proxy.matchAll(/^ {2}server (\w+) (\w+):8080$/gm)]
    assert.equal(nodes.length, 2)
    for (const [, name, host] of nodes) {
      assert.equal(name, host)
      await isOfNode(t, services[host!].environment)
      const { environment, stop_grace_period } = services[host!]
      assert.ok(Number.parseInt(stop_grace_period, 10) > Number(environment.VITRINE_DRAIN_SECONDS) + 10)
      for (const other of services[host!].depends_on) assert.ok(other in services, other)
    }
    const { VITRINE_RECORDS, VITRINE_SEARCH, VITRINE_LIMITS } = services.node1.environment
    for (const url of [VITRINE_RECORDS, VITRINE_SEARCH, VITRINE_LIMITS])
      assert.ok(new URL(url).hostname in services, url)
    assert.deepEqual(services.worker.environment, services.node1.environment)
    assert.equal(services.worker.command, 'vitrine worker')
    const named = Object.values<{ volumes?: string[] }>(services).flatMap((it) => it.volumes ?? [])
    const kept = named.map((volume) => volume.split(':')[0]!).filter((source) => !source.startsWith('.'))
    assert.deepEqual(kept.sort(), Object.keys(volumes).sort())
  })

  it('of Kubernetes give nodes settings that exist, and ask for what they answer', async (t) => {
    const resources = await read('kubernetes.yaml')
    const ofKind = (kind: string) => resources.find((resource) => resource.kind === kind)
    const named = (name: string) => resources.find(({ metadata }) => metadata.name === name)
    const [{ data }, { stringData }] = [ofKind('ConfigMap'), ofKind('Secret')]
    await isOfNode(t, { ...data, ...stringData })
    const { spec } = ofKind('Deployment')
    const worker = named('vitrine-worker').spec.template
    const [{ command, envFrom }] = worker.spec.containers
    assert.deepEqual(command, ['vitrine', 'worker'])
    assert.deepEqual(envFrom, spec.template.spec.containers[0].envFrom)
    assert.notDeepEqual(worker.metadata.labels, spec.template.metadata.labels, 'it gets no requests')
    const { containers, terminationGracePeriodSeconds, volumes } = spec.template.spec
    assert.ok(terminationGracePeriodSeconds > Number(data.VITRINE_DRAIN_SECONDS) + 10)
    const [{ readinessProbe, livenessProbe, ports, volumeMounts }] = containers
    const server = await serve(await emptyLibrary(t))
    for (const { httpGet } of [readinessProbe, livenessProbe]) {
      assert.equal(httpGet.port, ports[0].name)
      assert.equal((await fetch(server.http + httpGet.path)).status, 200)
    }
    assert.equal(ports[0].containerPort, readConfig({}, {}).port)
    assert.deepEqual(volumeMounts.map(nameOf), volumes.map(nameOf))
    const dockerfile = await readFile(`${FOLDER}/Dockerfile`, 'utf8')
    assert.ok(dockerfile.includes(`VITRINE_DATA=${volumeMounts[0].mountPath}/`))
    const labels = spec.template.metadata.labels
    for (const selector of [spec.selector.matchLabels, ofKind('Service').spec.selector])
      assert.deepEqual(selector, labels)
  })

  it('are named in the how-to', async () => {
    const text = await readFile(`${FOLDER}.md`, 'utf8')
    for (const name of ['Dockerfile', 'compose.yaml', 'haproxy.cfg', 'kubernetes.yaml'])
      assert.ok(text.includes(`(many-machines/${name})`), name)
  })

  it('has no variable in the how-to that does not exist', async (t) => {
    const text = await readFile(`${FOLDER}.md`, 'utf8')
    const given = [...text.matchAll(/\b(VITRINE_[A-Z_]+)=(\S+)/g)].map(([, name, value]) => [name!, value!])
    assert.ok(given.length > 0)
    readConfig({ data: await temporaryFolder(t) }, Object.fromEntries(given))
  })
})

const nameOf = ({ name }: { name: string }) => name
