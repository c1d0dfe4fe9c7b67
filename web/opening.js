// @ts-check
// What the gallery opens on: creative pictures, or editorial ones in a library that has no others.

import { countOf } from './api.js'

/** @type {Promise<boolean> | null} */
let isEditorial = null

/** Whether the library has editorial pictures and no creative ones; asked once. */
export function isEditorialLibrary() {
  isEditorial ??= Promise.all(
    ['creative', 'editorial'].map((family) => countOf(new URLSearchParams({ family }))),
  ).then(
    ([creative, editorial]) => creative === 0 && editorial !== 0,
    () => false,
  )
  return isEditorial
}
