// @ts-check
// The sizes in which a picture can be downloaded, of which one is chosen.

import { element } from './element.js'
import { fileSize, say } from './language.js'
import { sizeName } from './size-name.js'

/**
 * @param {readonly any[]} sizes largest first
 * @param {() => void} changed
 */
export function sizeChoice(sizes, changed) {
  const radios = sizes.map(
    (_size, index) =>
      /** @type {HTMLInputElement} */ (
        element('input', {
          type: 'radio',
          name: 'size',
          value: String(index),
          checked: index === 0 ? '' : null,
        })
      ),
  )
  const rows = sizes.map((size, index) => element('label', {}, radios[index] ?? null, ...describe(size)))
  const box = element('fieldset', { class: 'sizes' }, element('legend', {}, say('chooseSize')), ...rows)
  box.addEventListener('change', changed)
  return { box, index: () => radios.findIndex(({ checked }) => checked) }
}

/** @param {any} size */
function describe({ name, width, height, dpi, bytes, file_type: type, is_original: isOriginal }) {
  const isNamedOriginal = name === 'original'
  const file = [
    bytes === null ? '' : fileSize(bytes),
    isOriginal && !isNamedOriginal ? say('original') : '',
  ].filter(Boolean)
  return [
    element('strong', {}, sizeName(name)),
    width === null ? null : element('span', {}, `${width} × ${height} px`),
    element('small', {}, [dpi === null ? '' : `${dpi} dpi`, type.toUpperCase()].filter(Boolean).join(' · ')),
    file.length > 0 ? element('small', { class: 'file' }, file.join(' · ')) : null,
  ]
}
