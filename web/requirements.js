// @ts-check
// What a product requires of a download: a project code, a note.

import { element } from './element.js'
import { say } from './language.js'

/** The fields for what a product requires; what was entered stays when another product needs it too. */
export function requirementFields() {
  const box = element('div', { class: 'requirements' })
  const note = /** @type {HTMLTextAreaElement} */ (
    element('textarea', { name: 'note', rows: '2', maxlength: '1000', required: '' })
  )
  const typedCode = /** @type {HTMLInputElement} */ (
    element('input', { name: 'code', maxlength: '200', autocomplete: 'off', required: '' })
  )
  const listedCode = /** @type {HTMLSelectElement} */ (element('select', { name: 'code', required: '' }))
  return {
    box,
    /** @param {any} product */
    show({ download_requirements: needs }) {
      const codes = needs.project_codes
      const options = [
        new Option(say('chooseCode'), ''),
        ...codes.map((/** @type {string} */ code) => new Option(code, code)),
      ]
      const before = listedCode.value
      listedCode.replaceChildren(...options)
      if (codes.includes(before)) listedCode.value = before
      const code = codes.length > 0 ? listedCode : typedCode
      box.replaceChildren(
        ...(needs.is_project_code_required ? [labelled(say('projectCode'), code)] : []),
        ...(needs.is_note_required ? [labelled(say('noteOfDownload'), note)] : []),
      )
    },
    /** The body of a request for the download. */
    stated() {
      const [code] = [listedCode, typedCode].filter((field) => field.isConnected)
      return {
        ...(code && { project_code: code.value }),
        ...(note.isConnected && { download_notes: note.value }),
      }
    },
  }
}

/** @param {string} text @param {HTMLElement} field */
const labelled = (text, field) => element('label', {}, element('span', {}, text), field)
