// @ts-check
import { localise, named, say } from './language.js'
import './language-switch.js'

localise()
document.title = `${say('lost')} – Vitrine`

// The results are in the language that this address names, if it names one.
const lang = /** @type {HTMLInputElement} */ (document.querySelector('input[name="lang"]'))
lang.value = named ?? ''
lang.disabled = named === null
