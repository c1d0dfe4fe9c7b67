const DOS_HEAD = 0xc5d0d3c6
const BOX = '%%BoundingBox:'
/** How far the comments of the head and of the trailer are looked for. */
const COMMENTS_BYTES = 64 * 1024

/**
 * An EPS whose bounding box is at its end (PLRM 3, Document Structuring Conventions: "(atend)") with the box at its beginning,
 * where Ghostscript looks for it. Any other file is returned as it is.
 */
export function withBoxAtStart(file: Uint8Array): Uint8Array {
  const program = programOf(file)
  const start = latin1(program.subarray(0, COMMENTS_BYTES))
  const deferred = start.startsWith('%!PS') && /^%%BoundingBox:[ \t]*\(atend\)/m.exec(start)
  if (!deferred) return file
  const end = latin1(program.subarray(Math.max(0, program.length - COMMENTS_BYTES)))
  // NOTE: the last one is that of the file itself; those of files within it come before.
  const box = [...end.matchAll(/^%%BoundingBox:((?:[ \t]+-?[\d.]+){4})/gm)].at(-1)?.[1]
  if (!box) return file
  return Buffer.concat([
    program.subarray(0, deferred.index),
    Buffer.from(BOX + box),
    program.subarray(deferred.index + deferred[0].length),
  ])
}

/** The PostScript of a file, which may have a preview before or after it (EPSF 3.0, 5.2). */
function programOf(file: Uint8Array): Uint8Array {
  const view = Buffer.from(file.buffer, file.byteOffset, file.length)
  if (view.length < 12 || view.readUInt32BE(0) !== DOS_HEAD) return view
  return view.subarray(view.readUInt32LE(4), view.readUInt32LE(4) + view.readUInt32LE(8))
}

/** Text in which every byte is a character, and every end of a line is found: old programs end them with CR. */
const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1').replaceAll('\r', '\n')
