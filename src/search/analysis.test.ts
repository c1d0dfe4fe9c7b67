import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { indexText, phraseReadings, queryWords } from './analysis.ts'

type Case = readonly [text: string, language: string, terms: string]

/** The expected terms of texts: the readings one after another, then the other spellings. */
const KINDS: Readonly<Record<string, readonly Case[]>> = {
  'are only English stems if the text is English or its language has no stemmer': [
    ['Running dogs', 'en', 'run dog'],
    ['Zażółć gęślą jaźń', 'pl', 'zazolc gesla jazn'],
    ['Θάλασσα και ΟΔΌΣ', 'el', 'θαλασσα και οδοσ'],
  ],
  'are stems of the language, then English stems if they differ': [
    ['Hunde am Strand', 'de', 'hund am strand | de0hund'],
    ['Schröpfer', 'de-AT', 'schropf | schropfer | schroepfer'],
    ['Skibe i Ærøskøbing', 'da', 'skib i aeroskobing | skibe i aeroskob | aeroeskoeb'],
    ['البحر الأزرق', 'ar', 'بحر ازرق | البحر الازرق'],
    ['İSTANBUL’DA IŞIK', 'tr', 'istanbul isik | istanbulda isik'],
  ],
  'include stems of unaccented spellings, and mark stems that may be words of other languages': [
    ['Orbánnal', 'hu', 'orb | orbann | orhungarian hu0orhungarian'],
  ],
  'are folded: accents, optional vowels, letters that do not decompose, compatibility forms': [
    ['Łódź Ðorvaldur Þórr ħ ı ß', 'en', 'lodz dorvaldur thorr h i ss'],
    ['شَمْسٌ أحمد إلى شـمس', 'en', 'شمس احمد الي شمس'],
    ['שָׁלוֹם צה״ל', 'he', 'שלום צהל'],
    ['ﬁsh ＡＢＣ ｶﾞ ½', 'en', 'fish abc ガ 1 2'],
    ['臺灣', 'zh-HK', '台 湾'],
  ],
  'keep marks in scripts in which they carry meaning': [['हिन्दी தமிழ் കാക്ക', 'hi', 'हिन्दी தமிழ் കാക്ക']],
  'include other spellings of German, Nordic and South Slavic letters': [
    ['Müller Åbo Ærø Đoković', 'en', 'muller abo aero dokov | mueller aabo djokov'],
  ],
  'have no apostrophes, possessive endings or elided words': [
    ["O'Brien O’Brien's Hawaiʻi", 'en', 'obrien obrien hawaii'],
    ["d'Orsay dell’arte qu'il", 'en', 'orsay art il | dorsay dellart quil'],
    ["rock'n'roll don't 'quoted'", 'en', 'rocknrol dont quot'],
  ],
  'include the joined forms of acronyms, decades and hyphenated names': [
    ['U.S. J.F.K. U.S.A e.g.', 'en', 'us jfk usa eg'],
    ["1920's 1920s 3.5", 'en', '1920s 1920s 3 5'],
    ['e-mail Conor O Brien, J. F. Kennedy', 'en', 'e mail conor o brien j f kennedi | email obrien jf'],
    ['A Dog I Know, black-and-white', 'en', 'a dog i know black and white'],
  ],
  'are single characters in scripts without spaces': [
    ['東京タワー夜景', 'ja', '东 京 タ ワ ー 夜 景'],
    ['iPhone15ケース', 'ja', 'iphone15 ケ ー ス'],
    ['서울에서', 'ko', '서 울 에 서'],
    ['กรุง', 'th', 'ก รุ ง'],
  ],
  'include symbols, but no decoration': [
    ['🐶🏽 👩‍💻 🇩🇪 1️⃣ ☀️ € ∞', 'en', '🐶 👩 💻 🇩🇪 1 ☀ € ∞'],
    ['Kodak™ Coca-Cola® ©Reuters', 'en', 'kodak coca cola reuter'],
    ['co\u00adop zero\u200bwidth \u2066x\u2069', 'en', 'coop zerowidth x'],
    ['AT&T #tag @name C++ f/1.8', 'en', 'at t tag name c f 1 8'],
  ],
}

describe('the terms of a text', () => {
  for (const [kind, cases] of Object.entries(KINDS))
    it(kind, () => {
      for (const [text, language, terms] of cases) {
        const { readings, others } = indexText(text, language)
        const all = [...readings, ...(others.length > 0 ? [others] : [])]
        assert.equal(all.map((some) => some.join(' ')).join(' | '), terms, text)
      }
    })

  it('include the words as written, split by dictionary in scripts without spaces', () => {
    const written = (text: string) => indexText(text, 'de').written.join(' ')
    assert.equal(written('Viele Hunde, Müller'), 'viele hunde muller mueller')
    assert.equal(written('東京タワーと富士山'), '东京タワー と 富士山')
  })
})

describe('the words of a phrase', () => {
  it("are analysed in English, in the caller's language and in spelling variants", () => {
    const read = (phrase: string, language: string) =>
      queryWords(phrase, [language]).map(({ readings }) => readings.map((terms) => terms.join(' ')).join('|'))
    assert.deepEqual(read('Müllers Hunde', 'de'), ['muller|mueller|mull', 'hund'])
    assert.deepEqual(read("Nora O'Brien", 'en-US'), ['nora', 'obrien|o brien'])
    assert.deepEqual(read('大阪城', 'ja'), ['大 阪 城'])
  })

  it('are analysed the same way in quoted phrases', () => {
    const read = (phrase: string) => phraseReadings(phrase, ['de']).map((terms) => terms.join(' '))
    assert.deepEqual(read('Müllers Hunde'), ['muller hund', 'mull hund', 'mueller hund'])
    assert.deepEqual(read('J F Kennedy'), ['j f kennedi', 'j f kennedy', 'jf kennedi'])
    assert.deepEqual(read('!?'), [])
  })
})
