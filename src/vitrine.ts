import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { type Config, flagOf } from './config.ts'
import type { DemoCredentials } from './demo/demo-credentials.ts'

/** The program; this file is in src/ of a checkout or in dist/src/ of the package. */
const PROGRAM = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../bin/vitrine' : '../../bin/vitrine', import.meta.url),
)

/** A server with the demo library, as tests and programs see it. */
export type Vitrine = {
  /** Base address over plain HTTP, such as `http://localhost:43210`. */
  readonly http: string
  readonly https: string
  /** Absolute path of the certificate that clients must trust for `https` (NODE_EXTRA_CA_CERTS). */
  readonly ca: string
  /** Absolute path of the data folder. */
  readonly data: string
  readonly demo: DemoCredentials
  /** Restores the initial state of the demo library. */
  reset(): Promise<void>
  /** Stops the server and deletes a temporary library. */
  stop(): Promise<void>
}

/** Settings as in docs/configuration.md, and the demo customer's key for clients that already have one. */
export type VitrineOptions = Partial<Config> & { readonly key?: string }

/**
 * Starts `vitrine dev` as a child process that ends with this one, on free ports and with a temporary library unless the
 * options say otherwise. When it resolves, the server is ready and the whole library is searchable.
 *
 * Works on Node 20 and newer.
 *
 * @throws Error with the output of the server when it did not start.
 */
export async function startVitrine(options: VitrineOptions = {}): Promise<Vitrine> {
  const { key, ...settings } = { data: ':temp:', port: 0, tlsPort: 0, ...options }
  const given = Object.entries(settings).filter(([, value]) => value !== null && value !== undefined)
  const flags = given.map(([name, value]) => `${flagOf(name)}=${value}`)
  const args = [PROGRAM, 'dev', '--json', ...(key === undefined ? [] : [`--key=${key}`]), ...flags]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  const ended = once(child, 'exit')
  let output = ''
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    output = (output + text).slice(-4000)
  })
  const line = await firstLine(child.stdout!)
  if (line === null) {
    await ended
    throw new Error(`Vitrine did not start: ${output.trim()}`)
  }
  // Lets a program that does not stop the server end all the same, and the server with it.
  child.unref()
  child.channel?.unref()
  if (child.stderr instanceof Socket) child.stderr.unref()
  const ready = JSON.parse(line)
  return {
    ...ready,
    async reset() {
      const { ok, status } = await fetch(`${ready.http}/__dev/reset`, { method: 'POST' })
      if (!ok) throw new Error(`Vitrine could not restore its initial state (${status}).`)
    },
    async stop() {
      child.ref()
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Returns null when the stream ends before a whole line. */
async function firstLine(stream: NodeJS.ReadableStream): Promise<string | null> {
  let text = ''
  for await (const chunk of stream.setEncoding('utf8')) {
    text += chunk
    if (text.includes('\n')) break
  }
  const end = text.indexOf('\n')
  return end < 0 ? null : text.slice(0, end)
}
