import { type RunningCommand, startCommand } from '../support/cli.ts'
import { freePort } from '../support/free-port.ts'
import { temporaryFolder } from '../support/library.ts'
import { until } from '../support/until.ts'

/** Busy machines take long to make an index. */
const READY_MS = 60_000

/** A node that can be killed, and started again at the same address. */
export type KillableNode = {
  readonly http: string
  /** What it has logged since it was started. */
  log(): string
  kill(): Promise<void>
  start(): Promise<void>
}

/** Starts a node that ends with the test. */
export async function startKillableNode(
  t: Parameters<typeof startCommand>[0],
  settings: Readonly<Record<string, string>>,
): Promise<KillableNode> {
  const port = await freePort()
  const args = ['serve', '--data', await temporaryFolder(t), '--port', String(port), '--tls-port', '0']
  const http = `http://127.0.0.1:${port}`
  // It opens its ports soon, even if its index is not complete, and is sent no requests then.
  const start = async () => {
    const started = await startCommand(t, args, settings)
    await until(
      () => fetch(`${http}/readyz`),
      ({ status }) => status === 200,
      READY_MS,
    )
    return started
  }
  let running: RunningCommand = await start()
  return {
    http,
    log: () => running.log(),
    async kill() {
      running.process.kill('SIGKILL')
      await running.ended
    },
    async start() {
      running = await start()
    },
  }
}
