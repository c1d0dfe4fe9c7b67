import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Side } from './side.ts'

/**
 * Starts an engine in a process of its own. For each line of "count STRATEGY" or "pass STRATEGY" it answers one line: the
 * processor time in nanoseconds, then the count or the nanoseconds of each query.
 */
export function openProcessSide(
  { name, strategies }: Pick<Side, 'name' | 'strategies'>,
  [command, ...args]: readonly [string, ...string[]],
): Side {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const ask = async (request: string) => {
    child.stdin.write(`${request}\n`)
    const { value, done } = await lines.next()
    if (done) throw new Error(`${name} ended unexpectedly.`)
    const [cpuNs, ...figures] = value.split(' ').map(Number) as [number, ...number[]]
    return { cpuNs, figures }
  }
  return {
    name,
    strategies,
    counts: async (strategy) => (await ask(`count ${strategy}`)).figures,
    async pass(strategy) {
      const { cpuNs, figures } = await ask(`pass ${strategy}`)
      return { cpuNs, ns: figures }
    },
    async close() {
      child.stdin.end()
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}
