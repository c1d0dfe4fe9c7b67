import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** The checkout that is tested. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** The Node and npm of the person who runs the tests: what an installed package meets. */
export const node = process.env.npm_node_execpath ?? 'node'

const [command, first] = process.env.npm_execpath ? [node, [process.env.npm_execpath]] : ['npm', []]

/** Command and arguments that run npm. */
export const npmCommand = (args: readonly string[]): [string, string[]] => [command, [...first, ...args]]

export const run = promisify(execFile)

/** Runs npm to its end. */
export const npm = (args: readonly string[], cwd: string) => run(...npmCommand(args), { cwd })
