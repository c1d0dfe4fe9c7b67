import type { Command } from 'commander'
import { columns } from './columns.ts'
import { addSettings, LIBRARY_SETTINGS, type LibraryOptions, libraryConfigOf } from './settings.ts'
import { type RecordsWork, withRecords } from './with-records.ts'

/** Options of every command that shows or changes records. */
export type RecordOptions = LibraryOptions & { readonly json?: boolean }

/** Adds a command to a group. */
export type AddCommand = (usage: string, description: string) => Command

/** Adds a group of commands; returns a function that adds commands to it as `addRecordCommand` does. */
export function addCommandGroup(program: Command, name: string, description: string): AddCommand {
  const group = program.command(name).description(description)
  return (usage, purpose) => addRecordCommand(group, usage, purpose)
}

/** Adds a command with the options of a library and `--json`. */
export const addRecordCommand = (group: Command, usage: string, description: string): Command =>
  addSettings(group.command(usage).description(description), LIBRARY_SETTINGS).option('--json', 'print JSON')

/** Reads records of the library of a command. */
export function readRecords<Result>(options: RecordOptions, work: RecordsWork<Result>): Promise<Result> {
  return withRecords(libraryConfigOf(options), work)
}

/** Changes records in one transaction. */
export function changeRecords<Result>(options: RecordOptions, work: RecordsWork<Result>): Promise<Result> {
  return readRecords(options, (db, now) => db.transaction().execute((tx) => work(tx, now)))
}

/** Records as people read them, and as programs do. */
export type Sheet = { readonly text: string; readonly json: readonly object[] }

/** Makes a sheet of records; `none` is its text when there are none. */
export function sheetOf<Row>(
  rows: readonly Row[],
  {
    headings,
    toCells,
    toJson,
    none,
  }: {
    readonly headings: readonly string[]
    readonly toCells: (row: Row) => readonly string[]
    readonly toJson: (row: Row) => object
    readonly none: string
  },
): Sheet {
  return {
    text: rows.length === 0 ? `${none}\n` : columns(headings, rows.map(toCells)),
    json: rows.map(toJson),
  }
}

/** Prints a sheet as a table, or as one line of JSON for each record. */
export function printSheet({ text, json }: Sheet, options: RecordOptions): void {
  process.stdout.write(options.json ? json.map(lineOf).join('') : text)
}

/** Prints one line of JSON. */
export function printJson(value: object): void {
  process.stdout.write(lineOf(value))
}

const lineOf = (value: object) => `${JSON.stringify(value)}\n`
