/** The page of evidence before the officer's eyes. */
export interface ShownPage {
  documentId: string
  page: number
}
