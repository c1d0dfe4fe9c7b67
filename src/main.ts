import { dirname } from 'node:path'

const { run } = await import('./cli/program.ts').catch(endWithoutPackages)

// Started by an older Node on our behalf (bin/vitrine): when that one is gone, this one stops as well.
if (process.channel) {
  process.channel.unref()
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
}
process.exitCode = await run(process.argv.slice(2))

/** After a checkout or an update, before `npm install`: names what is missing in place of a stack trace. */
function endWithoutPackages(error: NodeJS.ErrnoException): never {
  const [, name] = /Cannot find package '([^']+)'/.exec(error.message) ?? []
  if (error.code !== 'ERR_MODULE_NOT_FOUND' || !name) throw error
  const root = dirname(import.meta.dirname)
  process.stderr.write(
    `Vitrine needs the package ${name}, which is not installed. Run "npm install" in ${root}.\n`,
  )
  process.exit(1)
}
