import { Problem } from '../lib/problem.ts'
import type { Product } from '../rights/coverage.ts'

/** What a customer says about a download, which some products require. */
export type DownloadDetails = { readonly notes: string | null; readonly projectCode: string | null }

/** @throws Problem MissingRequiredQueryParameters when the product requires a note or a project code that is missing. */
export function checkRequirements({ id, terms }: Product, { notes, projectCode }: DownloadDetails): void {
  const { noteRequired = false, projectCodes } = terms
  if (noteRequired && !notes?.trim())
    throw new Problem('MissingRequiredQueryParameters', `Product ${id} needs download_notes in the body.`)
  if (projectCodes === undefined) return
  if (!projectCode?.trim())
    throw new Problem('MissingRequiredQueryParameters', `Product ${id} needs a project_code in the body.`)
  if (projectCodes.length > 0 && !projectCodes.includes(projectCode))
    throw new Problem(
      'MissingRequiredQueryParameters',
      `project_code must be one of those of product ${id}: ${projectCodes.join(', ').slice(0, 500)}.`,
    )
}
