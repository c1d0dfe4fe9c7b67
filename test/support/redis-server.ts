import { once } from 'node:events'
import { connect } from 'node:net'
import type { TestContext } from 'node:test'
import { freePort } from './free-port.ts'
import { type ServerProcess, serverProcess } from './server-process.ts'
import { hasTool } from './test-data.ts'

/** A Redis server for tests, which keeps nothing on disk. */
export type RedisServer = ServerProcess & { readonly address: string }

/** Starts a server that ends with the test; null, or a failed test, where Redis is not installed. */
export async function startRedis(t: Pick<TestContext, 'after' | 'skip'>): Promise<RedisServer | null> {
  if (!hasTool(t, 'redis-server', '--version')) return null
  const port = await freePort()
  const server = serverProcess({
    program: 'redis-server',
    args: ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    answers: () => connectTo(port),
  })
  t.after(server.kill)
  await server.start()
  return { address: `redis://127.0.0.1:${port}`, ...server }
}

async function connectTo(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect').finally(() => socket.destroy())
}
