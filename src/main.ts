import { dirname } from 'node:path'

const { run } = await import('./cli/program.ts').catch(endWithoutPackages)

// Started by an older Node (bin/vitrine): stop when that process exits.
if (process.channel) {
  process.channel.unref()
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
}
process.exitCode = await run(process.argv.slice(2))

/** Names the missing package instead of printing a stack trace when `npm install` was not run. */
function endWithoutPackages(error: NodeJS.ErrnoException): never {
  const [, name] = /Cannot find package '([^']+)'/.exec(error.message) ?? []
  if (error.code !== 'ERR_MODULE_NOT_FOUND' || !name) throw error
  const root = dirname(import.meta.dirname)
  process.stderr.write(
    `Vitrine needs the package ${name}, which is not installed. Run "npm install" in ${root}.\n`,
  )
  process.exit(1)
}
