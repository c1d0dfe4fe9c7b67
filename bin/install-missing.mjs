// Installs the dependencies when they are missing or not those of the lockfile. Its arguments go to npm.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stamp = join(root, 'node_modules', '.vitrine-installed')
const flags = process.argv.slice(2)
const kind = flags.includes('--omit=dev') ? 'for running' : 'for development'
const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex')
const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''

const isComplete =
  installed.startsWith(lock) && (installed.endsWith('for development') || installed.endsWith(kind))
if (!isComplete) {
  process.stderr.write('Installing what Vitrine needs …\n')
  const npm = process.env.npm_execpath
  const command = npm ? [process.execPath, npm] : [process.platform === 'win32' ? 'npm.cmd' : 'npm']
  const { status, error } = spawnSync(
    command[0],
    [...command.slice(1), 'ci', '--no-audit', '--no-fund', '--loglevel=error', ...flags],
    {
      cwd: root,
      stdio: ['ignore', 2, 2],
      shell: !npm && process.platform === 'win32',
    },
  )
  if (error || status !== 0) {
    process.stderr.write('The dependencies could not be installed; what npm said stands above.\n')
    process.exit(1)
  }
  writeFileSync(stamp, `${lock} ${kind}`)
}
