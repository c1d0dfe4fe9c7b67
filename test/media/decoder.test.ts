import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type DecoderPool, openDecoderPool, type PoolLimits } from '../../src/media/decoder-pool.ts'
import { INGEST_LADDER } from '../../src/renditions/ladder.ts'
import { pixelBomb } from '../support/hostile-files.ts'
import { temporaryFolder } from '../support/library.ts'
import { writePicture } from '../support/pictures.ts'
import { until } from '../support/until.ts'

const LIMITS: PoolLimits = {
  processes: 1,
  timeoutMs: 20_000,
  maxMemoryBytes: 2 ** 31,
  maxPixels: 2 ** 28,
  maxFileBytes: 2 ** 30,
}

function poolOf(t: TestContext, limits: Partial<PoolLimits> = {}): DecoderPool {
  const pool = openDecoderPool({ ...LIMITS, ...limits })
  t.after(() => pool.close())
  return pool
}

const refusal = (code: string) => ({ name: 'MediaProblem', code })

describe('decoder processes', () => {
  it('are killed when a picture takes too long, twice, and the next picture goes in', async (t) => {
    const folder = await temporaryFolder(t)
    const slow = join(folder, 'slow.jpg')
    execFileSync('mkfifo', [slow]) // Reading a pipe that nobody writes to takes for ever.
    const quick = await writePicture(folder, 'quick.jpg', { width: 60, height: 40 })
    const pool = poolOf(t, { timeoutMs: 1500 })
    await assert.rejects(pool.examine(slow, INGEST_LADDER), refusal('timeout'))
    assert.equal((await pool.examine(quick, INGEST_LADDER)).width, 60)
  })

  it('are replaced when the system kills them, and the picture goes in', async (t) => {
    const folder = await temporaryFolder(t)
    const large = await writePicture(folder, 'large.png', { width: 6000, height: 6000, format: 'png' })
    const pool = poolOf(t)
    const examined = pool.examine(large, INGEST_LADDER)
    const [first] = pool.pids()
    process.kill(first!, 'SIGKILL')
    assert.equal((await examined).width, 6000)
    assert.notEqual(pool.pids()[0], first)
  })

  it('refuse what has too many pixels or needs too much memory, and go on', async (t) => {
    const folder = await temporaryFolder(t)
    await writeFile(join(folder, 'bomb.png'), pixelBomb(60_000, 60_000))
    const wide = await writePicture(folder, 'wide.png', { width: 9000, height: 9000, format: 'png' })
    const small = await writePicture(folder, 'small.jpg', { width: 60, height: 40 })
    const pool = poolOf(t)
    await assert.rejects(pool.examine(join(folder, 'bomb.png'), INGEST_LADDER), refusal('too_many_pixels'))
    const bytes = poolOf(t, { maxFileBytes: 100 })
    await assert.rejects(bytes.examine(small, INGEST_LADDER), refusal('too_many_bytes'))
    const memory = poolOf(t, { maxMemoryBytes: 40 * 2 ** 20 })
    await assert.rejects(memory.examine(wide, INGEST_LADDER), refusal('out_of_memory'))
    assert.equal((await pool.examine(small, INGEST_LADDER)).width, 60)
  })

  it('that run out of heap, which V8 ends by a signal, are refused for want of memory', async (t) => {
    const slow = join(await temporaryFolder(t), 'slow.jpg')
    execFileSync('mkfifo', [slow])
    const pool = poolOf(t)
    const refused = assert.rejects(pool.examine(slow, INGEST_LADDER), refusal('out_of_memory'))
    const [first] = pool.pids()
    process.kill(first!, 'SIGABRT')
    const [second] = await until(
      async () => pool.pids(),
      ([pid]) => pid !== undefined && pid !== first,
      5000,
    )
    process.kill(second!, 'SIGABRT')
    await refused
  })

  it('that cannot be started fail the picture, and neither the program nor its end', async (t) => {
    const path = await writePicture(await temporaryFolder(t), 'a.jpg', { width: 60, height: 40 })
    const { execPath } = process
    t.after(() => {
      process.execPath = execPath
    })
    const pool = poolOf(t)
    process.execPath = '/nothing/here'
    await assert.rejects(pool.examine(path, INGEST_LADDER), { code: 'ENOENT', syscall: /^spawn/ })
    process.execPath = 'no\0path'
    await assert.rejects(pool.examine(path, INGEST_LADDER), { code: 'ERR_INVALID_ARG_VALUE' })
    process.execPath = execPath
    const examined = pool.examine(path, INGEST_LADDER)
    process.execPath = 'no\0path'
    process.kill(pool.pids()[0]!, 'SIGKILL')
    await assert.rejects(examined, { code: 'ERR_INVALID_ARG_VALUE' })
    process.execPath = execPath
    assert.equal((await pool.examine(path, INGEST_LADDER)).width, 60)
    process.execPath = '/nothing/here'
    process.kill(pool.pids()[0]!, 'SIGKILL')
    const last = assert.rejects(pool.examine(path, INGEST_LADDER))
    await pool.close()
    await last
  })

  it('end with the process that started them, even when that is killed', async (t) => {
    const folder = await temporaryFolder(t)
    await writePicture(folder, 'a.jpg')
    const poolFile = fileURLToPath(new URL('../../src/media/decoder-pool.ts', import.meta.url))
    const program = `
      import { openDecoderPool } from ${JSON.stringify(poolFile)}
      const pool = openDecoderPool(${JSON.stringify(LIMITS)})
      await pool.render(${JSON.stringify(join(folder, 'a.jpg'))}, [])
        .catch(() => {})
      console.log(pool.pids().join())
      setInterval(() => {}, 1000)`
    const parent = spawn(process.execPath, ['--input-type=module', '-e', program])
    const [pid] = await once(parent.stdout.setEncoding('utf8'), 'data')
    parent.kill('SIGKILL')
    await until(
      async () => isAlive(Number(pid)),
      (alive) => !alive,
      5000,
    )
  })
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
