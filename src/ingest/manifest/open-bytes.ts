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
 * Reads the bytes of a text file, decompressed if its content is gzip, and converted to UTF-8 if its byte order mark
 * says UTF-16, which spreadsheets write. Other encodings are left to the reader of the lines.
 */
export async function* openBytes(path: string): AsyncGenerator<Buffer> {
  const bytes = decompressed(path, await isGzip(path))
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

/** Reads the beginning of such a file as text. */
export async function readHead(path: string): Promise<string> {
  let head = ''
  for await (const chunk of openBytes(path)) {
    head += chunk.toString('utf8')
    if (head.length >= HEAD_BYTES) break
  }
  return head.slice(0, HEAD_BYTES).replace(/^\ufeff/, '')
}

function decompressed(path: string, packed: boolean): AsyncIterable<Buffer> {
  const file = createReadStream(path, { highWaterMark: 1 << 16 })
  if (!packed) return file
  const plain = createGunzip({ chunkSize: 1 << 16 })
  pipeline(file, plain, () => {}) // Errors are thrown to the reader of `plain`.
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
