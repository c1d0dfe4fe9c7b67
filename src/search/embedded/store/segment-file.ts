import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { allocateMemory, MAX_MEMORY_BYTES } from '../memory.ts'
import { scratchBytes } from '../scratch.ts'
import type { Segment, SegmentLayout } from '../segment.ts'
import { writeDurably } from './durable-files.ts'

/**
 * The file of a segment: MAGIC, the length of the layout (4 bytes), the layout as JSON, the segment's memory, and the
 * SHA-256 of all of this.
 */
const MAGIC = Buffer.from('VITRSEG1')
const HASH_BYTES = 32
const CHUNK_BYTES = 64 * 2 ** 20

/** A segment's file is damaged or of another version. */
export class DamagedSegment extends Error {}

/** A segment has no room for the memory of so many threads. */
export class TooManyThreads extends Error {}

/** Writes a segment to a file. */
export async function saveSegment({ memory, layout }: Segment, path: string): Promise<void> {
  await writeDurably(path, async (file) => {
    const hash = createHash('sha256')
    const write = async (bytes: Uint8Array) => {
      hash.update(bytes)
      await file.writev([bytes])
    }
    const json = Buffer.from(JSON.stringify(layout))
    const length = Buffer.alloc(4)
    length.writeUInt32LE(json.length)
    await write(Buffer.concat([MAGIC, length, json]))
    for (let at = 0; at < layout.end; at += CHUNK_BYTES)
      await write(memory.bytes.subarray(at, Math.min(at + CHUNK_BYTES, layout.end)))
    await file.writev([hash.digest()])
  })
}

/**
 * Reads a segment that `threads` may search at the same time.
 *
 * @throws DamagedSegment, or TooManyThreads
 */
export async function loadSegment(path: string, threads: number): Promise<Segment> {
  const file = await open(path, 'r')
  try {
    const hash = createHash('sha256')
    let position = 0
    const read = async (bytes: Uint8Array) => {
      await readFully(file, bytes, position)
      position += bytes.length
      return bytes
    }
    const head = Buffer.from(await read(Buffer.alloc(MAGIC.length + 4)))
    const size = head.readUInt32LE(MAGIC.length)
    if (!head.subarray(0, MAGIC.length).equals(MAGIC) || size > CHUNK_BYTES) throw new DamagedSegment()
    const json = await read(Buffer.alloc(size))
    hash.update(head).update(json)
    const layout = readLayout(json, (await file.stat()).size - position)
    const ofThreads = threads * scratchBytes(layout)
    if (layout.end + ofThreads > MAX_MEMORY_BYTES) throw new TooManyThreads()
    const memory = allocateMemory(layout.end, ofThreads)
    for (let at = 0; at < layout.end; at += CHUNK_BYTES)
      hash.update(await read(memory.bytes.subarray(at, Math.min(at + CHUNK_BYTES, layout.end))))
    if (!hash.digest().equals(await read(Buffer.alloc(HASH_BYTES)))) throw new DamagedSegment()
    return { memory, layout }
  } finally {
    await file.close()
  }
}

/** Reads a layout that was written by `saveSegment`; what follows it has to have the length that it says. */
function readLayout(json: Uint8Array, left: number): SegmentLayout {
  try {
    const layout = JSON.parse(Buffer.from(json).toString()) as SegmentLayout
    if (layout.end + HASH_BYTES === left) return layout
  } catch {}
  throw new DamagedSegment()
}

async function readFully(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesRead } = await file.read(bytes, done, bytes.length - done, position + done)
    if (bytesRead === 0) throw new DamagedSegment()
    done += bytesRead
  }
}
