import { run } from './cli/program.ts'

// Started by an older Node on our behalf (bin/vitrine): when that one is gone, this one stops as well.
if (process.channel) {
  process.channel.unref()
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
}
// Whoever read our output has enough of it, such as `| head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})
process.exitCode = await run(process.argv.slice(2))
