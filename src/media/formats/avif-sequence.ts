const MAJOR_BRAND = 8
const SEQUENCE = 'avis'

/**
 * Returns an AVIF whose major brand says that it is a sequence (ISO 23000-22, 6.3) as a still picture: its primary item,
 * which is the first frame. libvips looks at the major brand only.
 */
export function stillAvif(file: Uint8Array): Uint8Array {
  if (Buffer.from(file.subarray(MAJOR_BRAND, MAJOR_BRAND + 4)).toString('latin1') !== SEQUENCE) return file
  const still = Buffer.from(file)
  still.write('avif', MAJOR_BRAND, 'latin1')
  return still
}
