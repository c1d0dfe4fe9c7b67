// @ts-check
// Which family the gallery opens with: creative, or editorial in a library that has nothing else.

import { countOf } from './api.js'

/** @type {Promise<boolean> | null} */
let isEditorial = null

/** Whether the library has editorial pictures and no creative ones; checked once. */
export function isEditorialLibrary() {
  isEditorial ??= Promise.all(
    ['creative', 'editorial'].map((family) => countOf(new URLSearchParams({ family }))),
  ).then(
    ([creative, editorial]) => creative === 0 && editorial !== 0,
    () => false,
  )
  return isEditorial
}
