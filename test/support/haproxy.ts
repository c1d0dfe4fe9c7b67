import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { TestContext } from 'node:test'
import { freePort } from './free-port.ts'
import { temporaryFolder } from './library.ts'
import { serverProcess } from './server-process.ts'
import { hasTool } from './test-data.ts'

const DOCUMENTED = 'docs/how-to/many-machines/haproxy.cfg'

/** HAProxy in front of nodes. */
export type Proxy = {
  readonly http: string
  /** Returns whether it sends requests to each of the nodes, by their names: "UP" or a reason why not. */
  states(): Promise<Readonly<Record<string, string>>>
}

/**
 * Starts HAProxy with the documented settings, but on a port of its own, without TLS and for nodes on these ports of loopback; null,
 * or a failed test, where it is not installed.
 */
export async function startProxy(t: TestContext, ports: readonly number[]): Promise<Proxy | null> {
  if (!hasTool(t, 'haproxy', '-v')) return null
  const folder = await temporaryFolder(t)
  const [file, socket, port] = [join(folder, 'haproxy.cfg'), join(folder, 'socket'), await freePort()]
  const replacements: readonly (readonly [documented: RegExp, ours: string])[] = [
    [/^global$/m, `global\n  stats socket ${socket}`],
    [/^ {2}bind :80$/m, `  bind 127.0.0.1:${port}`],
    [/^ {2}bind :443 .*\n/m, ''],
    [/^ {2}http-request redirect scheme https .*\n/m, ''],
    ...ports.map((node, index) => {
      const name = `node${index + 1}`
      return [
        new RegExp(`^  server ${name} ${name}:8080$`, 'm'),
        `  server ${name} 127.0.0.1:${node}`,
      ] as const
    }),
  ]
  let settings = await readFile(DOCUMENTED, 'utf8')
  for (const [documented, ours] of replacements) {
    if (!documented.test(settings)) throw new Error(`${DOCUMENTED} has no line like ${documented}.`)
    settings = settings.replace(documented, ours)
  }
  await writeFile(file, settings)
  const http = `http://127.0.0.1:${port}`
  const server = serverProcess({
    program: 'haproxy',
    args: ['-f', file, '-db'],
    answers: async () => (await fetch(`${http}/healthz`)).arrayBuffer(),
  })
  t.after(server.kill)
  await server.start()
  return { http, states: () => statesOf(socket) }
}

/** Asks a running HAProxy (https://docs.haproxy.org/2.6/management.html#9.3-show%20stat). */
async function statesOf(path: string): Promise<Record<string, string>> {
  const socket = connect(path)
  await once(socket, 'connect')
  socket.write('show stat\n')
  const [header = '', ...rows] = (await text(socket)).replace(/^# /, '').trim().split('\n')
  const [group, name, status] = ['pxname', 'svname', 'status'].map((column) =>
    header.split(',').indexOf(column),
  )
  const servers = rows.map((row) => row.split(',')).filter((row) => row[group!] === 'nodes')
  return Object.fromEntries(servers.map((row) => [row[name!]!, row[status!]!]))
}
