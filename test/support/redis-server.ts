import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import type { TestContext } from 'node:test'
import { freePort } from './free-port.ts'
import { hasTool } from './test-data.ts'
import { until } from './until.ts'

const START_MS = 10_000

/** A Redis server for tests, which keeps nothing on disk. */
export type RedisServer = {
  readonly address: string
  /** Ends the server at once. */
  kill(): Promise<void>
  /** Starts it again. */
  start(): Promise<void>
}

/** Starts a server that ends with the test; null, or a failed test, where Redis is not installed. */
export async function startRedis(t: TestContext): Promise<RedisServer | null> {
  if (!hasTool(t, 'redis-server', '--version')) return null
  const port = await freePort()
  let server: ChildProcess | null = null
  const kill = async () => {
    if (server === null) return
    const ended = once(server, 'exit')
    server.kill('SIGKILL')
    await ended
    server = null
  }
  const start = async () => {
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
    server = spawn('redis-server', args, { stdio: 'ignore' })
    await until(() => listens(port), Boolean, START_MS)
  }
  t.after(kill)
  await start()
  return { address: `redis://127.0.0.1:${port}`, kill, start }
}

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
