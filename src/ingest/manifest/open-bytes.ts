import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

const HEAD_BYTES = 4096
const UTF16 = [
  { mark: [0xff, 0xfe], charset: 'utf-16le' },
  { mark: [0xfe, 0xff], charset: 'utf-16be' },
] as const

/**
 * The bytes of a text file as they come, unpacked when it is gzip by its content, and as UTF-8 when its byte order
 * mark says UTF-16, as spreadsheets write it. Whatever else it is encoded in is left to whoever reads the lines.
 */
export async function* openBytes(path: string): AsyncGenerator<Buffer> {
  const bytes = unpacked(path, await isGzip(path))
  let decoder: TextDecoder | null = null
  let first = true
  for await (const chunk of bytes) {
    if (first) {
      const wide = UTF16.find(({ mark }) => chunk[0] === mark[0] && chunk[1] === mark[1])
      decoder = wide ? new TextDecoder(wide.charset) : null
    }
    first = false
    yield decoder ? Buffer.from(decoder.decode(chunk, { stream: true })) : chunk
  }
}

/** The beginning of such a file, as text, for a look at what it is. */
export async function readHead(path: string): Promise<string> {
  let head = ''
  for await (const chunk of openBytes(path)) {
    head += chunk.toString('utf8')
    if (head.length >= HEAD_BYTES) break
  }
  return head.slice(0, HEAD_BYTES).replace(/^\ufeff/, '')
}

function unpacked(path: string, packed: boolean): AsyncIterable<Buffer> {
  const file = createReadStream(path, { highWaterMark: 1 << 16 })
  if (!packed) return file
  const plain = createGunzip({ chunkSize: 1 << 16 })
  pipeline(file, plain, () => {}) // What goes wrong is thrown to whoever reads `plain`.
  return plain as Readable
}

async function isGzip(path: string): Promise<boolean> {
  let file: FileHandle | null = null
  try {
    file = await open(path)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await file?.close()
  }
}
