// Runs a newer Node in the place of this one, as far as the system lets us: same terminal, same signals, same
// exit code, and gone when this process is gone.
import { spawn } from 'node:child_process'
import { findNode } from './find-node.mjs'
import { returnFreedMemory } from './server-process.mjs'

/** Runs Node with these arguments and ends this process with its exit code. */
export function runNode(args) {
  const node = findNode()
  if (!node) {
    process.stderr.write(
      `Vitrine needs Node 24.12 or newer; this is ${process.version}. "npm install" brings one.\n`,
    )
    process.exit(1)
  }
  returnFreedMemory()
  const child = spawn(node, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}
