import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { CommandResult } from './cli.ts'
import { processLifetime } from './process-lifetime.ts'

/** One command line and the variables of its environment. */
export type Command = { readonly args: readonly string[]; readonly env: Readonly<Record<string, string>> }

const HOST = fileURLToPath(new URL('./command-host.ts', import.meta.url))

type Host = { readonly process: ChildProcess; readonly ended: Promise<never> }
let host: Host | null = null
let previous: Promise<unknown> = Promise.resolve()
processLifetime.after(() => host?.process.kill('SIGKILL'))

/**
 * Runs `vitrine …` to its end, as `vitrine` of `cli.ts` does, but in one process for all commands of a test file, one
 * after the other: a process of its own spends most of its time on loading the program. What is about processes, their
 * streams or their rights uses those of `cli.ts`.
 */
export function command(args: readonly string[], env: Command['env'] = {}): Promise<CommandResult> {
  const ran = previous.then(() => runInHost({ args, env }))
  previous = ran.catch(() => {})
  return ran
}

async function runInHost(asked: Command): Promise<CommandResult> {
  host ??= startHost()
  host.process.send(asked)
  const [ran] = await Promise.race([once(host.process, 'message'), host.ended])
  return ran as CommandResult
}

function startHost(): Host {
  const child = fork(HOST, { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const ended = once(child, 'exit').then(([code, signal]) => {
    throw new Error(`The process of the commands ended with ${code ?? signal}.`)
  })
  // It ends with the tests as well, when nobody waits for a command.
  ended.catch(() => {})
  return { process: child, ended }
}
