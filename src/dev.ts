import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { openLibrary } from './compose.ts'
import { type Config, readConfig, TEMPORARY } from './config.ts'
import { DEMO_KEY, DEMO_SECRET, DEMO_USER, type DemoCredentials } from './demo/demo-credentials.ts'
import { ensureDemoCustomer } from './demo/demo-customer.ts'
import { type DemoProgress, ensureDemoLibrary, resetDemoLibrary } from './demo/demo-library.ts'
import { copyDemoTemplate } from './demo/demo-template.ts'
import { checkPorts } from './http/ports.ts'
import { createLogger } from './lib/log.ts'
import { Problem } from './lib/problem.ts'
import { hasTool } from './media/tools/run-tool.ts'
import { catchUp } from './search/indexer.ts'
import { refusalsOf } from './serve/checks.ts'
import { startServer } from './serve/serve.ts'

/** Hosts of the real service, which the local certificate of a development server also covers. */
const REAL_HOSTS = ['api.gettyimages.com', 'authentication.gettyimages.com']

/** A running development server. */
export type DevServer = {
  /** Base addresses, with port. */
  readonly http: string
  readonly https: string
  /** Absolute path of the certificate that clients must trust for https. */
  readonly ca: string
  /** Absolute path of the data folder. */
  readonly data: string
  readonly demo: DemoCredentials
  /** Restores the initial state of the demo library. */
  reset(): Promise<void>
  stop(): Promise<void>
}

/** How to start a development server. */
export type DevOptions = {
  /** Settings as in docs/configuration.md; `data: ':temp:'` is a copy that is deleted with the server. */
  readonly settings?: Readonly<Record<string, unknown>>
  /** The demo customer's key, for clients that already have one; DEMO_KEY by default. */
  readonly key?: string
  readonly onProgress?: DemoProgress
}

/**
 * Starts the development server: the same server as production, with a demo library and a demo customer, on
 * loopback. Settings in the environment apply unless `settings` overrides them.
 */
export async function startDev({
  settings = {},
  key = DEMO_KEY,
  onProgress,
}: DevOptions = {}): Promise<DevServer> {
  if (key === '') throw new Problem('InvalidSetting', 'The key of the demo customer must not be empty.')
  const { config, discard } = await devConfig(settings, onProgress)
  const library = await openLibrary(config)
  const closeAll = async () => {
    await library.close()
    await discard()
  }
  const reset = () => resetDemoLibrary(library, config.data)
  try {
    await ensureDemoLibrary(library, config.data, { ffmpeg: config.ffmpegPath, onProgress })
    await ensureDemoCustomer(library, key)
    const logger = createLogger(config.logLevel)
    const server = await startServer(library, config, {
      logger,
      extraNames: REAL_HOSTS,
      reset,
      tryKey: key,
      demoUser: DEMO_USER,
      // The program drew these pictures itself, so there are no rights to protect.
      galleryAbilities: ['large'],
    })
    await catchUp(library)
    return {
      http: server.http,
      https: server.https,
      ca: server.ca ?? '',
      data: config.data,
      demo: { key, secret: DEMO_SECRET, ...DEMO_USER },
      reset: () => server.reset!(),
      async stop() {
        await server.stop()
        await closeAll()
      },
    }
  } catch (error) {
    await closeAll()
    throw error
  }
}

/** Restores the initial state of the demo library in a data folder, even while a server is running on it. */
export async function resetDev(settings: Readonly<Record<string, unknown>>): Promise<void> {
  const config = readConfig(settings)
  const library = await openLibrary(config)
  try {
    await ensureDemoLibrary(library, config.data, { ffmpeg: config.ffmpegPath })
    await resetDemoLibrary(library, config.data)
  } finally {
    await library.close()
  }
}

async function devConfig(
  settings: Readonly<Record<string, unknown>>,
  onProgress?: DemoProgress,
): Promise<{ config: Config; discard: () => Promise<void> }> {
  const ownMachine = ['127.0.0.0/8', '::1']
  const config = readConfig({
    logLevel: 'warn',
    gallery: true,
    threads: 1,
    callableNetworks: ownMachine,
    ...settings,
  })
  await checkBeforeDrawing(config)
  if (basename(config.data) !== TEMPORARY) return { config, discard: async () => {} }
  const data = await mkdtemp(join(tmpdir(), 'vitrine-'))
  await copyDemoLibrary(data, config, onProgress)
  return { config: { ...config, data }, discard: () => rm(data, { recursive: true, force: true }) }
}

/** Checks what the server would refuse, because drawing the demo library takes long. */
async function checkBeforeDrawing(config: Config): Promise<void> {
  if (config.records !== null)
    throw new Problem(
      'InvalidSetting',
      'The demo library has its records in the data folder; leave records at its default.',
    )
  const [refusal] = await refusalsOf(config)
  if (refusal !== undefined) throw new Problem('InvalidSetting', refusal)
  await checkPorts({
    plain: { host: config.host, port: config.port },
    tls: { host: config.tlsHost, port: config.tlsPort },
  })
}

/** Fills a folder with the demo library from the template in the user's cache. */
export async function copyDemoLibrary(
  data: string,
  config: Config,
  onProgress?: DemoProgress,
): Promise<void> {
  const { ffmpegPath: ffmpeg } = config
  await copyDemoTemplate(data, { hasVideos: hasTool(ffmpeg) }, async (folder) => {
    const library = await openLibrary({ ...config, data: folder })
    await ensureDemoLibrary(library, folder, { ffmpeg, onProgress }).finally(() => library.close())
  })
}
