import { type RunningCommand, startCommand } from '../support/cli.ts'
import { freePort } from '../support/free-port.ts'
import { temporaryFolder } from '../support/library.ts'

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
  const start = () => startCommand(t, args, settings)
  let running: RunningCommand = await start()
  return {
    http: `http://127.0.0.1:${port}`,
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
