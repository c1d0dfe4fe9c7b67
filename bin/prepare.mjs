// Builds dist/ when the package is installed as a dependency from git: npm then runs `prepare`, and not `prepack`.
// In a checkout the program runs from src/, so there is nothing to build.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const compiler = join(root, 'node_modules', 'typescript-7', 'bin', 'tsc')
const isDependency = process.env.INIT_CWD !== undefined && resolve(process.env.INIT_CWD) !== root

if (isDependency && existsSync(compiler)) {
  const { status } = spawnSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.build.json')], {
    stdio: ['ignore', 2, 2],
  })
  process.exitCode = status ?? 1
}
