import type { CallName } from './calls.ts'

/** The names of all calls, for the preload: it must not carry the schemas. Complete or this does not compile. */
const NAMED = {
  getSession: true,
  saveSettings: true,
  rebuildDesk: true,
  getQueueOutline: true,
  listQueuePage: true,
  getQueueFacets: true,
  findNeighbours: true,
  findNextCase: true,
  listSavedViews: true,
  saveView: true,
  deleteView: true,
  listPool: true,
  openCase: true,
  readDocument: true,
  saveDraft: true,
  answerCheck: true,
  addNote: true,
  requestInformation: true,
  decideCase: true,
  takeCase: true,
  undoAct: true,
  sendNow: true,
  getSyncStatus: true,
  listOutbox: true,
  syncNow: true,
  listAway: true,
  answerAway: true,
  listSetAside: true,
  resolveSetAside: true,
} as const satisfies Record<CallName, true>

export const CALL_NAMES = Object.keys(NAMED) as CallName[]
