import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { emptyLibrary, type Served, serve } from '../support/library.ts'
import { addRecord } from '../support/records.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

const encoded = (phrase: string) => encodeURIComponent(phrase)
const repeated = (text: string, times: number) => encoded(text.repeat(times))
/** Longer addresses are refused before anything reads them. */
const LONGEST = 15_000

/** Phrases as they are sent, by what is odd about them. */
const PHRASES: Readonly<Record<string, readonly string[]>> = {
  'very many words': [
    Array.from({ length: 10_000 }, (_, word) => `w${word}`).join('+'),
    'a+'.repeat(LONGEST / 2),
    'lake+OR+'.repeat(LONGEST / 8),
    '-lake+'.repeat(LONGEST / 6),
    'l*+'.repeat(LONGEST / 3),
  ],
  'one endless word': [
    'a'.repeat(LONGEST),
    `${'ab*'.repeat(LONGEST / 3)}`,
    '-'.repeat(LONGEST),
    '*'.repeat(LONGEST),
  ],
  'quotation marks and operators': [
    ...[
      '"',
      '""',
      '"""',
      '"lake',
      'lake"',
      '"lake "forest" lake"',
      '"" OR ""',
      'AND',
      'OR',
      'NOT',
      'NEAR',
    ].map(encoded),
    ...[
      '-',
      '--',
      '- lake',
      '-"',
      '-"lake',
      '("lake" OR (forest',
      '))((',
      'NEAR(lake forest, 5)',
      '*',
      'l*',
      '*l',
    ].map(encoded),
    ...[
      'title:lake',
      '{title caption}: lake',
      '^lake',
      'lake + forest',
      'lake\\',
      "' OR 1=1 --",
      "'; drop table asset; --",
    ].map(encoded),
    repeated('"', 1500),
    repeated('"lake ', 800),
    repeated('(', 2000),
    repeated('-"lake" ', 600),
  ],
  'control characters': [
    ...[
      '\0',
      'la\0ke',
      '\x01\x02\x03',
      '\x1b[31mlake',
      'lake\r\nX-Header: 1',
      '\t\n\v\f\r',
      '\x7f\x80\x9f',
      '\u2028\u2029',
    ].map(encoded),
    ...['\ufeff', '\ufffe\uffff', '\u202elake', '\u200b\u200c\u200d', '\u0600\u0601', '\u00ad'].map(encoded),
  ],
  'bytes that are not UTF-8': [
    '%ff',
    '%ed%a0%80',
    '%ed%b0%80lake',
    '%c0%80',
    '%f0%9f',
    'lake%e2%82',
    '%f5%80%80%80',
  ],
  'broken percent signs': ['%', '%%', '%2', '%zz', 'lake%'],
  'characters beyond ASCII': [
    ...[
      'ＬＡＫＥ',
      'ﬁ',
      'İıſ',
      'ß',
      '𝓛𝓪𝓴𝓮',
      'Ω≈ç√∫',
      '田中さんにあげて下さい',
      '찦차를 타고 온',
      '👨‍👩‍👧‍👦👩🏽‍🚀',
      '🇦🇧🇨',
      'הָיְתָהtestالصفحات',
    ].map(encoded),
    repeated('e\u0301', 300),
    encoded(`z${'\u0335'.repeat(1500)}`),
    repeated('田', 1500),
    repeated('👩‍🚀', 300),
    repeated('ﷺ', 1500),
  ],
  'values of programs': [
    ...[
      'undefined',
      'null',
      'NaN',
      'true',
      '__proto__',
      'constructor',
      'hasOwnProperty',
      'toString',
      '$where',
      '{{7*7}}',
    ].map(encoded),
    ...[
      '1e999',
      '-1',
      '0x10',
      '9'.repeat(400),
      '1/0',
      '../../etc/passwd',
      '<script>alert(1)</script>',
      '%s%n%x',
      'CON',
    ].map(encoded),
  ],
  nothing: ['', '+', '++++', '%20%09'],
}

const WITHIN_MS = 20_000
const MAX_GROWTH = 400e6

for (const searchEngine of ['embedded', 'fts5'])
  describe(`hostile phrases, by the engine ${searchEngine}`, () => {
    const lifetime = suiteLifetime()
    let server: Served
    before(async () => {
      const library = await emptyLibrary(lifetime, { searchEngine })
      await addRecord(library, { title: 'A lake and a forest', caption: 'lake '.repeat(40) })
      await addRecord(library, { title: 'Null', caption: 'undefined constructor __proto__' })
      server = await serve(library)
    })

    for (const [kind, phrases] of Object.entries(PHRASES))
      it(`of ${kind} are answered or refused, soon and in little memory`, async () => {
        const before = process.memoryUsage.rss()
        for (const phrase of phrases)
          for (const path of ['/v3/search/images', '/v3/search/events']) {
            const startedMs = performance.now()
            const { status, text, json } = await server.get(`${path}?phrase=${phrase}`)
            const shown = `${path} ${phrase.slice(0, 60)}: ${status} ${text.slice(0, 200)}`
            if (status === 200) assert.equal(typeof json.result_count, 'number', shown)
            else {
              assert.ok(status >= 400 && status < 500, shown)
              assert.ok(json?.ErrorCode ?? json?.code, shown)
            }
            assert.ok(performance.now() - startedMs < WITHIN_MS, shown)
          }
        assert.ok(process.memoryUsage.rss() - before < MAX_GROWTH)
        assert.equal((await server.get('/v3/search/images?phrase=lake')).json.result_count, 1)
      })
  })
