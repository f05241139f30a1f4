/** Where a document of a case is: on this desk, on its way to it, or at the hub only. */
export type DocumentStanding = 'here' | 'coming' | 'only_online'

/** How far the documents of the cases still to be done are on this desk (DOC-8). */
export interface DocumentsStatus {
  /** complete: all that is to come is here · fetching · waiting: for contact with the hub · paused: by the person. */
  state: 'complete' | 'fetching' | 'waiting' | 'paused'
  here: number
  total: number
  hereBytes: number
  totalBytes: number
  /** Documents for which there is no room on this desk. */
  beyond: number
}
