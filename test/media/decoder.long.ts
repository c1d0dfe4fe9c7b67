import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type DecoderPool, openDecoderPool, type PoolLimits } from '../../src/media/decoder-pool.ts'
import { INGEST_LADDER } from '../../src/renditions/ladder.ts'
import { pixelBomb } from '../support/hostile-files.ts'
import { temporaryFolder } from '../support/library.ts'
import { makePicture, writePicture } from '../support/pictures.ts'
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

/** Monitors the memory of a pool's processes; returns the maximum of any one in bytes. */
function peakOf(pool: DecoderPool): () => number {
  let peak = 0
  const timer = setInterval(() => {
    for (const pid of pool.pids()) {
      try {
        const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
        peak = Math.max(peak, Number(kilobytes ?? 0) * 1024)
      } catch {}
    }
  }, 2)
  return () => {
    clearInterval(timer)
    return peak
  }
}

const refusal = (code: string) => ({ name: 'InvalidMedia', refusal: code })

describe('decoder processes', () => {
  it('are killed once when a picture takes too long, and the next picture is ingested', async (t) => {
    const folder = await temporaryFolder(t)
    const slow = join(folder, 'slow.jpg')
    execFileSync('mkfifo', [slow]) // Reading a pipe without a writer blocks for ever.
    const quick = await writePicture(folder, 'quick.jpg', { width: 60, height: 40 })
    const pool = poolOf(t, { timeoutMs: 3000 })
    const began = performance.now()
    await assert.rejects(pool.examine(slow, INGEST_LADDER), {
      ...refusal('timeout'),
      message: /\(the setting decodeTimeoutMs allows 3000 ms\)$/,
    })
    assert.ok(performance.now() - began < 5500, 'it was tried twice')
    assert.equal((await pool.examine(quick, INGEST_LADDER)).width, 60)
  })

  for (const processes of [1, 2])
    it(`do what somebody waits for before the background: ${processes} of them`, async (t) => {
      const folder = await temporaryFolder(t)
      const path = await writePicture(folder, 'large.jpg', { width: 3000, height: 2000 })
      const pool = poolOf(t, { processes })
      // Both processes are there.
      await Promise.all([1, 2].map(() => pool.render(path, INGEST_LADDER)))
      const ended: string[] = []
      const background = [1, 2, 3].map((turn) =>
        pool.inBackground.see(path, INGEST_LADDER).then(() => ended.push(`background ${turn}`)),
      )
      const viewer = pool.render(path, INGEST_LADDER.slice(0, 1)).then(() => ended.push('viewer'))
      await Promise.all([viewer, ...background])
      assert.ok(ended.indexOf('viewer') <= 1, ended.join())
    })

  it('do not let a hanging and a slow picture block a good one, and are reduced to their number afterwards', async (t) => {
    const folder = await temporaryFolder(t)
    const [hung, slow] = [join(folder, 'hung.jpg'), join(folder, 'slow.jpg')]
    for (const path of [hung, slow]) execFileSync('mkfifo', [path])
    const good = await writePicture(folder, 'good.jpg', { width: 60, height: 40 })
    const pool = poolOf(t, { timeoutMs: 16_000 })
    const ended: string[] = []
    const [never, late] = [hung, slow].map((path) =>
      pool.render(path, INGEST_LADDER).finally(() => ended.push(path)),
    )
    const refused = assert.rejects(never!)
    assert.equal((await pool.render(good, INGEST_LADDER)).width, 60)
    assert.deepEqual(ended, [])
    assert.equal(pool.pids().length, 2)
    await writeFile(slow, await makePicture({ width: 90, height: 50 })) // Now the pipe has content.
    assert.equal((await late!).width, 90)
    assert.deepEqual(ended, [slow])
    assert.equal(pool.pids().length, 1)
    await pool.close()
    await refused
  })

  it('are refused memory by the system, however much a file requests at once', async (t) => {
    const folder = await temporaryFolder(t)
    const maxMemoryBytes = 300 * 2 ** 20
    const inner = await makePicture({ width: 8000, height: 8000, format: 'png' })
    const image = `<image width="9" height="9" href="data:image/png;base64,${inner.toString('base64')}"/>`
    await writeFile(
      join(folder, 'a.svg'),
      `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${image}</svg>`,
    )
    const pool = poolOf(t, { maxMemoryBytes })
    const watched = peakOf(pool)
    await assert.rejects(pool.render(join(folder, 'a.svg'), INGEST_LADDER), {
      ...refusal('out_of_memory'),
      message: /\(the setting maxDecoderBytes allows 314572800 bytes\)$/,
    })
    const peak = watched()
    if (process.platform === 'linux')
      assert.ok(peak > 0 && peak < maxMemoryBytes * 1.25, `${peak} bytes at its peak`)
  })

  it('are replaced when the system kills them, and the picture is ingested', async (t) => {
    const folder = await temporaryFolder(t)
    const large = await writePicture(folder, 'large.png', { width: 6000, height: 6000, format: 'png' })
    const pool = poolOf(t)
    const examined = pool.examine(large, INGEST_LADDER)
    const [first] = pool.pids()
    process.kill(first!, 'SIGKILL')
    assert.equal((await examined).width, 6000)
    assert.notEqual(pool.pids()[0], first)
  })

  it('refuse pictures with too many pixels or memory needs, and continue', async (t) => {
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

  it('that run out of heap, which V8 ends by a signal, report lack of memory', async (t) => {
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

  it('that cannot be started fail the picture, but neither the program nor its shutdown', async (t) => {
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

  it('end with their parent process, even if it is killed', async (t) => {
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
