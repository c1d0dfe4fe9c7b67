// @ts-check
import { addressLanguage, localise, say } from './language.js'
import './language-switch.js'

localise()
document.title = `${say('lost')} – Vitrine`

// Searching from here keeps the language of the address.
const lang = /** @type {HTMLInputElement} */ (document.querySelector('input[name="lang"]'))
lang.value = addressLanguage ?? ''
lang.disabled = addressLanguage === null
