import { basename, dirname, extname } from 'node:path/posix'

/** Splits a path into readable names: "trips/sea side/IMG_2031-beach.jpg" has the folders "trips" and "sea side" and the name "IMG 2031 beach". */
export function namesOnPath(path: string): { name: string; folders: readonly string[] } {
  const folders = dirname(path).split('/')
  return {
    name: readable(basename(path, extname(path))),
    folders: folders.filter((name) => name !== '.' && name !== '').map(readableFolder),
  }
}

const readable = (name: string) => name.replace(/[_\-+.\s]+/g, ' ').trim() || name
const readableFolder = (name: string) => readable(basename(name, extname(name)))
