import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { CLIENT_FOLDER, WEB_FOLDER } from '../lib/package.ts'

/** Where the modules of a folder are served. */
const ADDRESSES = [
  [WEB_FOLDER, '/gallery'],
  [CLIENT_FOLDER, '/client'],
] as const

const IMPORT = /^(?:import|export)\s(?:[^'"]*\sfrom\s+)?'(\.[^']+)'/gm

/**
 * Returns links by which a browser requests all modules that a script of the gallery imports, directly or not, at once
 * (HTML, 4.6.7.12). Otherwise it would learn of each only from the module that imports it.
 */
export function modulePreloads(script: string): string {
  const modules = new Set<string>()
  const visit = (file: string): void => {
    for (const [, specifier] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
      const imported = join(dirname(file), specifier!)
      if (modules.has(imported)) continue
      modules.add(imported)
      visit(imported)
    }
  }
  visit(join(WEB_FOLDER, script))
  return [...modules].map((file) => `<link rel="modulepreload" href="${addressOf(file)}" />`).join('\n    ')
}

function addressOf(file: string): string {
  const [folder, address] = ADDRESSES.find(([folder]) => dirname(file) === folder)!
  return `${address}/${relative(folder, file)}`
}
