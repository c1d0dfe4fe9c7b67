// @ts-check
// The colours that the page offers, with their name in each language.

/** @type {Record<string, Record<import('./language.js').Code, string>>} */
export const COLOURS = {
  c8352b: { en: 'Red', de: 'Rot', fr: 'Rouge', es: 'Rojo', ja: '赤' },
  e8842c: { en: 'Orange', de: 'Orange', fr: 'Orange', es: 'Naranja', ja: 'オレンジ' },
  f2c832: { en: 'Yellow', de: 'Gelb', fr: 'Jaune', es: 'Amarillo', ja: '黄' },
  '4c9a4f': { en: 'Green', de: 'Grün', fr: 'Vert', es: 'Verde', ja: '緑' },
  '2aa39a': { en: 'Teal', de: 'Türkis', fr: 'Turquoise', es: 'Turquesa', ja: '青緑' },
  '3b82c4': { en: 'Blue', de: 'Blau', fr: 'Bleu', es: 'Azul', ja: '青' },
  '5b3a8c': { en: 'Purple', de: 'Violett', fr: 'Violet', es: 'Morado', ja: '紫' },
  e39ab4: { en: 'Pink', de: 'Rosa', fr: 'Rose', es: 'Rosa', ja: 'ピンク' },
  '7d5233': { en: 'Brown', de: 'Braun', fr: 'Marron', es: 'Marrón', ja: '茶' },
  '16161a': { en: 'Black', de: 'Schwarz', fr: 'Noir', es: 'Negro', ja: '黒' },
  '8c8c8c': { en: 'Grey', de: 'Grau', fr: 'Gris', es: 'Gris', ja: '灰' },
  f4f2ee: { en: 'White', de: 'Weiß', fr: 'Blanc', es: 'Blanco', ja: '白' },
}
