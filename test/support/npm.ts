import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** The checkout under test. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** The Node of the person who runs the tests, on which an installed package would run. */
export const node = process.env.npm_node_execpath ?? 'node'

const [command, first] = process.env.npm_execpath ? [node, [process.env.npm_execpath]] : ['npm', []]

/** Returns the command and arguments to run npm. */
export const npmCommand = (args: readonly string[]): [string, string[]] => [command, [...first, ...args]]

export const run = promisify(execFile)

/** Runs npm and waits for its end. */
export const npm = (args: readonly string[], cwd: string) => run(...npmCommand(args), { cwd })
