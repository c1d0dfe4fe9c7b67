// @ts-check
// The names of download sizes.

import { say, sayValue } from './language.js'

/** The same in all languages. @type {Readonly<Record<string, string>>} */
const OF_VIDEOS = { sd: 'SD', hd_web: 'HD', hd1: 'Full HD', '4k': '4K' }

/** What people call a download size. @param {string} name */
export const sizeName = (name) =>
  OF_VIDEOS[name] ?? (name === 'original' ? say('originalVideo') : sayValue(name))
