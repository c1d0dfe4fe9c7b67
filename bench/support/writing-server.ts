import { createClient, newKey, noteLastUse } from '../../src/access/clients.ts'
import { openLibrary } from '../../src/compose.ts'
import { readConfig } from '../../src/config.ts'
import { createLogger } from '../../src/lib/log.ts'
import { startServer } from '../../src/serve/serve.ts'

/**
 * A server without answer memory, which writes at the rate that its parent sends: one-row transactions per second, each
 * noting when a key was last used. To 0 it replies with the milliseconds until each of them was durable. Its first message
 * has its address and a key.
 */
const library = await openLibrary(readConfig({ data: process.argv[2]!, maxAnswerMemoryBytes: 0 }, {}))
const settings = { data: process.argv[2]!, port: 0, tlsPort: 0, maxAnswerMemoryBytes: 0, gallery: false }
const server = await startServer(library, readConfig(settings, {}), { logger: createLogger('warn') })
const key = newKey()
const limits = { qps: null, expiresMs: null }
const { id } = await createClient(library.db, { name: 'bench', key, ...limits, now: new Date() })
let timer: NodeJS.Timeout | null = null
let times: Promise<number>[] = []

process.on('message', async (perSecond: number) => {
  if (timer) clearInterval(timer)
  if (perSecond === 0) {
    process.send!(await Promise.all(times))
    times = []
    return
  }
  let dueMs = performance.now()
  timer = setInterval(() => {
    for (; dueMs <= performance.now(); dueMs += 1000 / perSecond) times.push(write())
  }, 1000 / perSecond)
})
process.on('disconnect', async () => {
  if (timer) clearInterval(timer)
  await server.stop()
  await library.close()
})
process.send!({ base: server.http.replace('localhost', '127.0.0.1'), key })

async function write(): Promise<number> {
  const startedMs = performance.now()
  await noteLastUse(library.db, id, Date.now())
  return performance.now() - startedMs
}
