import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { type Random, randomFrom } from '../../src/lib/random.ts'
import { fileOfEachFormat } from '../support/every-format.ts'
import { emptyLibrary, ingestAndIndex, serve, type TestLibrary, temporaryFolder } from '../support/library.ts'

const SEED = 20_261_129
const FILES = 2000
const FIRST = 200
const MAX_GROWTH = 1.1

/** Ways to damage a file; each changes it in place or returns another one. */
const DAMAGES: readonly ((file: Buffer, random: Random, other: Buffer) => Buffer)[] = [
  (file, { below }) => file.subarray(0, below(file.length)),
  (file, { below }) => {
    for (let flips = 0; flips < 1 + below(20); flips++) file[below(file.length)]! ^= 1 << below(8)
    return file
  },
  (file, { below }) => {
    for (let bytes = 0; bytes < 1 + below(8); bytes++) file[below(file.length)] = below(256)
    return file
  },
  (file, { below }) => file.fill(0, below(file.length), below(file.length)),
  (file, { below }) => {
    const at = below(file.length - 4)
    file.writeUInt32BE(0xffffffff, at)
    return file
  },
  (file, { below }) =>
    Buffer.concat([file.subarray(0, below(file.length)), file.subarray(below(file.length))]),
  (file, { below }, other) =>
    Buffer.concat([file.subarray(0, below(file.length)), other.subarray(below(other.length))]),
]

/** Damaged copies of a file of each format. */
async function damagedFiles(): Promise<Buffer[]> {
  const random = randomFrom(SEED)
  const whole = Object.values(await fileOfEachFormat())
  return Array.from({ length: FILES }, (_, index) =>
    random.pick(DAMAGES)(Buffer.from(whole[index % whole.length]!), random, random.pick(whole)),
  )
}

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** A figure that Linux reports of the memory of a process, in MiB. */
function memoryOf(pid: number, figure: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(new RegExp(`${figure}:\\s+(\\d+)`).exec(status)?.[1]) / 1024
}

/** The resident memory of the server, which is this process, and of its decoders, in MiB. */
function residentMemory({ decoder }: TestLibrary): number {
  collectGarbage()
  const resident = [process.pid, ...decoder.pids()].map((pid) => memoryOf(pid, 'VmRSS'))
  return Math.round(resident.reduce((a, b) => a + b))
}

describe('a library', () => {
  it('is served without growing while thousands of damaged files are ingested', async (t) => {
    const library = await emptyLibrary(t, { decoders: 2, decodeTimeoutMs: 10_000 })
    const server = await serve(library)
    const files = await damagedFiles()
    const reasons: string[] = []
    const memory: number[] = []
    for (let from = 0; from < FILES; from += FIRST) {
      const folder = await temporaryFolder(t)
      for (const [index, file] of files.slice(from, from + FIRST).entries())
        await writeFile(join(folder, `${from + index}.jpg`), file)
      const { outcomes } = await ingestAndIndex(library, folder)
      assert.equal(outcomes.length, FIRST)
      reasons.push(...outcomes.flatMap((it) => ('reason' in it ? `${it.path}: ${it.reason}` : [])))
      assert.equal((await server.get('/v3/search/images/creative?page_size=1')).status, 200)
      memory.push(residentMemory(library))
      for (const pid of library.decoder.pids())
        assert.ok(memoryOf(pid, 'VmHWM') * 2 ** 20 <= library.config.maxDecoderBytes)
    }
    t.diagnostic(`${FILES - reasons.length} shown, ${reasons.length} refused; MiB: ${memory.join(', ')}`)
    // Damage may make a file take too long, or too much memory, which limits end; but a decoder never crashes.
    for (const reason of reasons) assert.doesNotMatch(reason, /unexpectedly/)
    const [first, ...later] = memory
    // The least of three, because a decoder that has just read a large picture is larger for a while.
    const last = Math.min(...later.slice(-3))
    assert.ok(last <= first! * MAX_GROWTH, `${first} MiB became ${last} MiB`)
  })
})
