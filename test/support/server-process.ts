import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { until } from './until.ts'

const START_MS = 30_000

/** A server of another program, which tests end and start again. */
export type ServerProcess = {
  /** Ends it at once. */
  kill(): Promise<void>
  end(signal: NodeJS.Signals): Promise<void>
  /** Starts it, and waits until it answers. */
  start(): Promise<void>
}

/** How a server is started. `answers` resolves when it answers, and rejects otherwise. */
type Program = {
  readonly program: string
  readonly args: readonly string[]
  readonly options?: SpawnOptions
  readonly answers: () => Promise<unknown>
  /** How long it may take to start. */
  readonly startMs?: number
}

/** Returns a server that is not started yet. */
export function serverProcess({
  program,
  args,
  options = {},
  answers,
  startMs = START_MS,
}: Program): ServerProcess {
  let server: ChildProcess | null = null
  const end = async (signal: NodeJS.Signals) => {
    if (server === null) return
    const ended = once(server, 'exit')
    server.kill(signal)
    await ended
    server = null
  }
  const isUp = () =>
    answers().then(
      () => true,
      () => false,
    )
  return {
    end,
    kill: () => end('SIGKILL'),
    async start() {
      server = spawn(program, args, { ...options, stdio: 'ignore' })
      await until(isUp, Boolean, startMs)
    },
  }
}
