import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Returns the path of the module `name` in the folder of the module with this URL, to start it as a thread or a process: TypeScript
 * in a checkout, JavaScript in the package.
 */
export const moduleBeside = (url: string, name: string): string =>
  fileURLToPath(new URL(name + extname(url), url))
