import { existsSync } from 'node:fs'

/** Where Debian's package `openclipart-svg` has its public-domain drawings: 7,458 files and 663 links to them. */
export const OPEN_CLIPART = '/usr/share/openclipart/svg'

/** Returns whether the package is installed. */
export const hasOpenClipart = (): boolean => existsSync(OPEN_CLIPART)
