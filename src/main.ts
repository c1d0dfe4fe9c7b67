import { enableCompileCache } from 'node:module'

// What was compiled once is not compiled at the next start. Before everything else, which is why the rest is loaded.
enableCompileCache()
const { run } = await import('./cli/program.ts')

// Started by an older Node on our behalf (bin/vitrine): when that one is gone, this one stops as well.
if (process.channel) {
  process.channel.unref()
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
}
process.exitCode = await run(process.argv.slice(2))
