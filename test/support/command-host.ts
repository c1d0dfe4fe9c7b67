import { run } from '../../src/cli/program.ts'
import type { CommandResult } from './cli.ts'
import type { Command } from './command.ts'

/**
 * Runs one command after another as `bin/vitrine` runs one, in a process that has loaded the program once: see
 * `command.ts`. Only what `src/main.ts` does beside that, for its process, is not in it.
 */
const environment = Object.entries(process.env).filter(([name]) => !name.startsWith('VITRINE_'))

process.on('message', async ({ args, env }: Command) => {
  for (const name of Object.keys(process.env)) delete process.env[name]
  Object.assign(process.env, Object.fromEntries(environment), env)
  const ran: CommandResult = { code: 0, stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    process[name].write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
      ran[name] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString()
      for (const done of rest) if (typeof done === 'function') done()
      return true
    }
  ran.code = await run(args)
  // A process that ends takes them along.
  for (const signal of ['SIGINT', 'SIGTERM']) process.removeAllListeners(signal)
  process.stdout.removeAllListeners('error')
  process.send!(ran)
})
