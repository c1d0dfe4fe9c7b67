// @ts-check
// Search by a picture that the visitor drops on the page, pastes, or chooses with a button.

import { uploadPicture } from './api.js'
import { sayFailure } from './failure.js'
import { address, say } from './language.js'
import { visit } from './router.js'
import { rememberSent } from './searched-picture.js'

/** Longest side of the picture that is sent: larger ones are not compared any better. */
const MAX_SIDE = 1024
const QUALITY = 0.9

const button = /** @type {HTMLButtonElement} */ (document.getElementById('by-image'))
const chooser = /** @type {HTMLInputElement} */ (document.getElementById('by-image-file'))
const status = /** @type {HTMLElement} */ (document.getElementById('status'))

button.addEventListener('click', () => chooser.click())
chooser.addEventListener('change', () => {
  const [file] = chooser.files ?? []
  chooser.value = ''
  if (file) void searchBy(file)
})

addEventListener('paste', (event) => {
  const file = pictureIn(event.clipboardData)
  if (!file) return
  event.preventDefault()
  void searchBy(file)
})

// What is dragged within the page, such as a picture of a board, has no files.
addEventListener('dragover', (event) => {
  if (!event.dataTransfer?.types.includes('Files')) return
  event.preventDefault()
  document.body.classList.add('dropping')
  document.body.dataset.drop = say('dropPicture')
})
addEventListener('dragleave', (event) => {
  if (event.relatedTarget === null) document.body.classList.remove('dropping')
})
addEventListener('drop', (event) => {
  document.body.classList.remove('dropping')
  if (!event.dataTransfer?.types.includes('Files')) return
  event.preventDefault()
  const file = pictureIn(event.dataTransfer)
  if (file) void searchBy(file)
  else status.textContent = say('noPicture')
})

/** @param {DataTransfer | null} data */
const pictureIn = (data) => [...(data?.files ?? [])].find(({ type }) => type.startsWith('image/'))

/** Sends a picture to the server and shows what is similar. @param {Blob} file */
async function searchBy(file) {
  status.textContent = say('loading')
  const picture = await reduced(file)
  if (!picture) {
    status.textContent = say('noPicture')
    return
  }
  const name = crypto.randomUUID()
  try {
    await uploadPicture(name, picture)
    rememberSent(name, picture)
    visit(address(`/by-image/${name}`))
  } catch (error) {
    status.textContent = sayFailure(error)
  }
}

/**
 * A small JPEG of any picture that the browser can show; null if it cannot.
 * @param {Blob} file
 * @returns {Promise<Blob | null>}
 */
async function reduced(file) {
  const bitmap = await createImageBitmap(file).catch(() => null)
  if (!bitmap) return null
  const scale = Math.min(1, MAX_SIDE / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  const context = canvas.getContext('2d')
  if (!context) return null
  // JPEG has no transparency.
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY))
}
