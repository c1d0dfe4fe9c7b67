import assert from 'node:assert/strict'
import { mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { command } from '../support/command.ts'
import { temporaryFolder } from '../support/library.ts'
import { writePicture } from '../support/pictures.ts'

describe('tables of spreadsheets', () => {
  it('can have any line endings, a delimiter line, empty rows, and common column names', async (t) => {
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
      const { code, stdout } = await command(['ingest', join(folder, name), ...data])
      assert.equal(code, 0, stdout)
    }
    const { stdout } = await command([
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

  it('can have a title above the header line, which a plan reports', async (t) => {
    const folder = await temporaryFolder(t)
    const table = join(folder, 'stock.csv')
    const title = 'Stock of the archive, 31 December 2019;;\r\nAs of, today\r\n\r\n'
    await writeFile(table, `${title}Id;Title;Keywords\r\nA-1;Gate;stone, old\r\n`)
    const args = ['ingest', table, '--data', join(folder, 'data')]
    const { stdout } = await command([...args, '--plan'])
    assert.match(stdout, /^Skipped above the column names: Stock of the archive, 31 December 2019;;$/m)
    assert.match(stdout, /^added .*stock\.csv:5 \(A-1\): Gate$/m)
    assert.equal((await command(args)).code, 0)
  })

  it('are reported with their unused columns if no record could be ingested', async (t) => {
    const folder = await temporaryFolder(t)
    const table = join(folder, 'hof.csv')
    await writeFile(table, 'Dateiname;Titel\nhof.jpg;Hof\nhof2.jpg;Hof 2\n')
    const { code, stdout, stderr } = await command(['ingest', table, '--data', join(folder, 'data')])
    assert.equal(code, 3)
    assert.match(
      stdout + stderr,
      /No record of .*hof\.csv was ingested, and these columns are not used: Dateiname, Titel\. Add --plan /,
    )
  })

  it('can name files in any Unicode form; names that differ only in case are reported', async (t) => {
    const folder = await temporaryFolder(t)
    await writePicture(folder, 'Zu\u0308rich.jpg', { title: 'Of the file' })
    await writePicture(folder, 'IMG_1.JPG', { title: 'Loud', colour: 'gold' })
    const table = join(folder, 'files.csv')
    await writeFile(table, 'file,title\nZ\u00fcrich.jpg,One\nimg_1.jpg,Two\nlater-\u00e9.jpg,Three\n')
    const data = ['--data', join(folder, 'data')]
    const first = await command(['ingest', table, ...data])
    assert.match(first.stdout, /noted .*: file: There is no file 'img_1\.jpg', but 'IMG_1\.JPG'/)
    assert.match(first.stdout, /3 added, .*1 file found under a name in another case/)
    await writePicture(folder, 'later-e\u0301.jpg', { title: 'Later', colour: 'red' })
    assert.match((await command(['ingest', folder, ...data])).stdout, /^1 added, 1 updated/m)
    const { stdout } = await command(['assets', 'list', '--json', ...data])
    assert.deepEqual(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
        .map(({ title, files }) => [title, files.length]),
      [
        ['One', 1],
        ['Two', 0],
        ['Three', 1],
        ['Loud', 1],
      ],
    )
    assert.match((await command(['ingest', table, ...data])).stdout, /^0 added, 0 updated, 3 unchanged/m)
  })

  it('get a hint if a file is named without its folder or extension', async (t) => {
    const folder = await temporaryFolder(t)
    await mkdir(join(folder, 'Tour', '@eaDir'), { recursive: true })
    for (const path of ['Tour/Gate.jpg', 'Tour/@eaDir/Gate.jpg'])
      await writePicture(folder, path, { title: 'Gate' })
    const table = join(folder, 'files.csv')
    await writeFile(table, 'file,title\ngate,One\nGate.JPG,Two\nwall.jpg,Three\n')
    const { stdout } = await command(['ingest', table, '--data', join(folder, 'data'), '--plan'])
    assert.match(
      stdout,
      /^ {2}file: There is no file 'gate', but 'Tour\/Gate\.jpg'\. Name it with its folders/m,
    )
    assert.match(stdout, /3 added, .*, 2 files found in other folders/)
  })

  it('report dates that are kept as text, and how a mapping can parse them', async (t) => {
    const folder = await temporaryFolder(t)
    const table = join(folder, 'dates.csv')
    await writeFile(
      table,
      'id,title,date\n1,One,03/04/2021\n2,Two,45321\n3,Three,31.12.19\n4,Four,7.8.2022\n5,Five,n.d.\n',
    )
    const ingest = (...args: string[]) => command(['ingest', table, '--data', join(folder, 'data'), ...args])
    const { stdout } = await ingest()
    const noted = stdout.split('\n').filter((line) => line.startsWith('noted '))
    assert.equal(noted.length, 3)
    assert.match(noted[0]!, /\(1\): date_created: '03\/04\/2021' is kept as a text: .*dates: dmy.*dates: mdy/)
    assert.match(noted[1]!, /serial number .*dates: serial/)
    assert.match(noted[2]!, /its year has two digits/)
    assert.match(stdout, /4 dates kept as text/)
    assert.match(
      (await ingest('--plan', '--source', 'other')).stdout,
      /date_created: 'n\.d\.' is kept as a text/,
    )
    const mapping = join(folder, 'mapping.yaml')
    await writeFile(mapping, 'asset:\n  date_created: { from: manifest.date, dates: dmy }\n')
    await ingest('--mapping', mapping)
    const shown = await command(['assets', 'show', '1', '--json', '--data', join(folder, 'data')])
    assert.equal(JSON.parse(shown.stdout).date_created, '2021-04-03')
  })

  it('are previewed: what each column becomes, unused columns, and a draft of a mapping', async (t) => {
    const folder = await temporaryFolder(t)
    const table = join(folder, 'archive.csv')
    await writeFile(
      table,
      'Inventarnummer;Titel;Byline;Datierung;Schlagworte;Zustand\n2019.33.4a;Alter Hof;Ada Muster;31.12.1910;Hof, Stein;gut\n',
    )
    const plan = (...args: string[]) =>
      command(['ingest', table, '--plan', '--data', join(folder, 'data'), ...args])
    const { stdout } = await plan()
    assert.match(stdout, /^artist +Byline +Ada Muster$/m)
    assert.match(stdout, /^Not used: Inventarnummer, Titel, Datierung, Schlagworte, Zustand$/m)
    assert.match(stdout, /^# {3}manifest\.Zustand: gut$/m)
    const mapping = join(folder, 'mapping.yaml')
    const [draft] = /^# A mapping to start from.*?(?=\n\n)/ms.exec(stdout)!
    await writeFile(mapping, `${draft}\n  city: manifest.Ort\n`.replace(/^# Not used.*?gut\n/ms, ''))
    const mapped = await plan('--mapping', mapping)
    assert.equal(mapped.code, 0, mapped.stdout)
    assert.match(mapped.stdout, /^date_created +Datierung +31\.12\.1910 → 1910-12-31$/m)
    assert.match(mapped.stdout, /^keywords +Schlagworte +Hof; Stein$/m)
    assert.match(mapped.stdout, /^In the mapping, but in no record: Ort$/m)
    assert.match(mapped.stdout, /^added .*archive\.csv:2 \(2019\.33\.4a\): Alter Hof$/m)
    await assert.rejects(stat(join(folder, 'data')), { code: 'ENOENT' })
  })

  it('of videos are previewed with the fields of assets and those of videos', async (t) => {
    const folder = await temporaryFolder(t)
    const table = join(folder, 'clips.csv')
    await writeFile(
      table,
      'Kind,ID,Title,Duration,Width,Height,Venue\nvideo,v1,Salt pans,42.5,3840,2160,Arles\n',
    )
    const { stdout } = await command(['ingest', table, '--plan', '--data', join(folder, 'data')])
    for (const line of [
      /^title +Title +Salt pans$/m,
      /^video\.clip_length +Duration +42\.5$/m,
      /^video\.frame_size +Width, Height +3840x2160$/m,
      /^Not used: Venue$/m,
      /^# {3}manifest\.Venue: Arles$/m,
    ])
      assert.match(stdout, line)
  })
})
