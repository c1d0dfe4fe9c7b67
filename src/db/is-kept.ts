import { type RawBuilder, sql } from 'kysely'

/** In a query of downloads: whether the charge was not given back. One that was is no download any more, but a record of it. */
export const isKept: RawBuilder<boolean> = sql`not exists (select 1 from "refund" where "refund"."downloadId" = "download"."id")`
