import type { CommonRefusal } from '#contract/call.ts'
import type { CallInput, CallName, CallOutput, CallRefusal } from '#contract/calls.ts'
import type { QueueFacets, QueueOutline } from '#contract/queue.ts'
import { ok, type Result } from '#core/result.ts'
import type { DeskContext } from './context.ts'
import type { Identity } from './identity.ts'
import { addNote, answerCheck, decideCase, requestInformation } from './services/acts.ts'
import { answerAway, listAway } from './services/away.ts'
import { saveDraft } from './services/drafts.ts'
import { getQueueFacets } from './services/facets.ts'
import { sendNow, undoAct } from './services/grace.ts'
import { findNextCase } from './services/next-case.ts'
import { openCase } from './services/open-case.ts'
import { listOutbox } from './services/outbox.ts'
import { listPool } from './services/pool.ts'
import { findNeighbours, getQueueOutline, listQueuePage } from './services/queue.ts'
import { makeQueueCache } from './services/queue-cache.ts'
import { getRegister, openSponsor, previewChange, recordChange } from './services/register.ts'
import { readDocument } from './services/read-document.ts'
import { listSetAside, resolveSetAside } from './services/set-aside.ts'
import { followActs, reassignCases } from './services/reassign-cases.ts'
import { saveSettings } from './services/settings.ts'
import { getSyncStatus } from './services/sync-status.ts'
import { takeCase } from './services/take-case.ts'
import { getTeamBoard, listTeamCases } from './services/team.ts'
import { deleteView, listSavedViews, saveView } from './services/views.ts'
import type { DocumentFetcher } from './sync/documents.ts'
import type { SyncLoop } from './sync/loop.ts'

type Handler<Name extends CallName> = (input: CallInput<Name>) => Promise<Result<CallOutput<Name>, CallRefusal<Name>>>

/** The calls that need an open database; the session and rebuilding are the desk's own. A call without its handler does not compile. */
export type OpenHandlers = { [Name in Exclude<CallName, 'getSession' | 'rebuildDesk'>]: Handler<Name> }

export function makeHandlers(
  context: DeskContext,
  { loop, documents, identity }: { loop: SyncLoop; documents: DocumentFetcher; identity: Identity },
): OpenHandlers {
  const outlines = makeQueueCache<QueueOutline>()
  const facets = makeQueueCache<QueueFacets>()
  return {
    signIn: async () => {
      identity.begin()
      return ok(null)
    },
    cancelSignIn: async () => {
      identity.cancel()
      return ok(null)
    },
    signOut: async () => {
      const outcome = await identity.signOut()
      loop.endLine()
      return ok(outcome)
    },
    saveSettings: async (input) => await saveSettings(context, input),
    getQueueOutline: async (filter) => await getQueueOutline(context, outlines, filter),
    listQueuePage: async (input) => await listQueuePage(context, input),
    getQueueFacets: async (filter) => await getQueueFacets(context, facets, filter),
    findNeighbours: async (input) => await findNeighbours(context, input),
    findNextCase: async (input) => await findNextCase(context, input),
    listSavedViews: async () => await listSavedViews(context),
    saveView: async (input) => await saveView(context, input),
    deleteView: async (input) => await deleteView(context, input),
    listPool: async () => await listPool(context),
    getTeamBoard: async () => await getTeamBoard(context, identity),
    listTeamCases: async (input) => await listTeamCases(context, identity, input),
    reassignCases: async (input) => await reassignCases(context, input),
    followActs: async (input) => await followActs(context, input, loop.status()),
    openCase: async (input) => {
      await documents.prefer(input.caseId)
      return await openCase(context, input, loop.status())
    },
    readDocument: async (input) => await readDocument(context, documents, input),
    listDocumentStandings: async ({ caseId }) => ok(await documents.standings(caseId)),
    pauseDocuments: async ({ paused }) => {
      await documents.pause(paused)
      return ok(null)
    },
    saveDraft: async (input) => await saveDraft(context, input),
    answerCheck: async (input) => await answerCheck(context, input),
    addNote: async (input) => await addNote(context, input),
    requestInformation: async (input) => await requestInformation(context, input),
    decideCase: async (input) => await decideCase(context, input),
    takeCase: async (input) => await takeCase(context, input),
    undoAct: async (input) => await undoAct(context, input),
    sendNow: async (input) => await sendNow(context, input),
    getSyncStatus: async () => await getSyncStatus(context, loop.status(), documents),
    listOutbox: async (input) => await listOutbox(context, input, loop.status()),
    syncNow: async () => {
      loop.wakeUp()
      return ok(null)
    },
    listAway: async () => await listAway(context),
    answerAway: async (input) => await answerAway(context, input),
    listSetAside: async () => await listSetAside(context),
    resolveSetAside: async (input) => await resolveSetAside(context, input),
    getRegister: async () => await getRegister(context),
    openSponsor: async (input) => await openSponsor(context, input),
    previewChange: async (input) => await previewChange(context, identity, input),
    recordChange: async (input) => await recordChange(context, identity, input),
  }
}

/** The first thing wrong with an input, by its path. */
export function badInput(error: { issues: { path: PropertyKey[]; message: string }[] }): CommonRefusal {
  const issue = error.issues[0]
  return { code: 'bad_input', field: issue?.path.map(String).join('.') ?? '', message: issue?.message ?? '' }
}
