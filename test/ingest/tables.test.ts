import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { vitrine } from '../support/cli.ts'
import { temporaryFolder } from '../support/library.ts'
import { writePicture } from '../support/pictures.ts'

describe('tables as spreadsheets write them', () => {
  it('have any line ends, a line with their delimiter, empty rows, and the usual names of columns', async (t) => {
    const folder = await temporaryFolder(t)
    const data = ['--data', join(folder, 'data')]
    await writePicture(folder, 'lake.jpg', { title: 'Of the file' })
    const tables = {
      'cr.csv': 'Inventory Number,Title,Byline\rA-1,One,Ada Example\rA-2,"Two\rlines",\r',
      'sep.csv': '\ufeffsep=;\r\nid;TITLE;Tags\r\nB-1;"a;b";red, blue\r\n;;\r\n',
      'files.csv': 'Filename\tHeadline\tDate Created\nlake.jpg\tOf the table\tMay 3, 2021\n',
    }
    for (const [name, content] of Object.entries(tables)) {
      await writeFile(join(folder, name), content)
      const { code, stdout } = await vitrine(['ingest', join(folder, name), ...data])
      assert.equal(code, 0, stdout)
    }
    const { stdout } = await vitrine([
      'assets',
      'show',
      '100000001',
      '100000002',
      '100000003',
      '100000004',
      '--json',
      ...data,
    ])
    const sheets = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.partialDeepStrictEqual(sheets, [
      { source_ids: { cr: 'A-1' }, title: 'One', artist: 'Ada Example' },
      { source_ids: { cr: 'A-2' }, title: 'Two lines' },
      { source_ids: { sep: 'B-1' }, title: 'a;b', keywords: [{ text: 'red' }, { text: 'blue' }] },
      { title: 'Of the table', date_created: '2021-05-03', files: [join(folder, 'lake.jpg')] },
    ])
  })

  it('tell of dates that are kept as texts, and how a mapping has them read', async (t) => {
    const folder = await temporaryFolder(t)
    const table = join(folder, 'dates.csv')
    await writeFile(
      table,
      'id,title,date\n1,One,03/04/2021\n2,Two,45321\n3,Three,spring\n4,Four,7.8.2022\n5,Five,n.d.\n',
    )
    const ingest = (...args: string[]) => vitrine(['ingest', table, '--data', join(folder, 'data'), ...args])
    const { stdout } = await ingest()
    const noted = stdout.split('\n').filter((line) => line.startsWith('noted '))
    assert.equal(noted.length, 3)
    assert.match(noted[0]!, /\(1\): date_created: '03\/04\/2021' is kept as a text: .*dates: dmy.*dates: mdy/)
    assert.match(noted[1]!, /serial number .*dates: serial/)
    assert.match(stdout, /4 dates kept as texts/)
    assert.match(
      (await ingest('--plan', '--source', 'other')).stdout,
      /date_created: 'n\.d\.' is kept as a text/,
    )
    const mapping = join(folder, 'mapping.yaml')
    await writeFile(mapping, 'asset:\n  date_created: { from: manifest.date, dates: dmy }\n')
    await ingest('--mapping', mapping)
    const shown = await vitrine(['assets', 'show', '1', '--json', '--data', join(folder, 'data')])
    assert.equal(JSON.parse(shown.stdout).date_created, '2021-04-03')
  })
})
