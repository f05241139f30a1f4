import type { ApplicationAnswer } from '#contract/intake-schema.ts'
import type { HubContext } from '../hub-context.ts'
import { type CheckedApplication, checkApplication } from './check-application.ts'
import { heldAnswer, settleGroup, type Submitter } from './intake-group.ts'
import { APPLICATION_LIMIT } from './limits.ts'
import type { IntakeProblem } from './problems.ts'
import { checkSponsor } from './sponsor-check.ts'

/** Applications per transaction: many enough to be quick, few enough that pushes of officers are not kept waiting. */
const TOGETHER = 250
/** Applications looked at together: their documents are decoded, scanned and written meanwhile. */
const AT_ONCE = 16
/** Bytes of applications looked at; beyond it the sender waits. */
const MOST_UNDERWAY = 16 * 1024 * 1024

/** Takes applications one by one and answers them in groups; holds no document longer than it takes to store it. */
export interface IntakeDesk {
  take(part: { input: unknown; index: number; size: number }): Promise<void>
  /** Answers an application that was too large to be read. */
  passOver(part: { index: number; size: number }): Promise<void>
  /** Everything taken so far, answered, in order. */
  settle(): Promise<ApplicationAnswer[]>
}

/** Opens the intake for one institution, as the register knows it now. */
export async function openIntakeDesk(hub: HubContext, brin: string, receivedOn: string): Promise<IntakeDesk> {
  const submitter = await getSubmitter(hub, brin, receivedOn)
  const answers: ApplicationAnswer[] = []
  let group: Promise<CheckedApplication>[] = []
  const checking = new Set<Promise<unknown>>()
  let underway = 0

  async function check(input: unknown, index: number, size: number): Promise<CheckedApplication> {
    underway += size
    try {
      return await checkApplication(hub, input, index, { receivedOn, brin })
    } finally {
      underway -= size
    }
  }

  async function settle(): Promise<ApplicationAnswer[]> {
    answers.push(...(await settleGroup(hub, submitter, await Promise.all(group))))
    group = []
    return answers
  }

  return {
    async take({ input, index, size }) {
      const checked = check(input, index, size)
      group.push(checked)
      checking.add(checked)
      // A failure is met where the group is settled; here it only counts that it is done.
      checked.then(
        () => checking.delete(checked),
        () => checking.delete(checked),
      )
      while (underway > MOST_UNDERWAY || checking.size >= AT_ONCE) await Promise.race(checking).catch(() => {})
      if (group.length >= TOGETHER) await settle()
    },
    async passOver({ index, size }) {
      await settle()
      answers.push(heldAnswer(index, null, [tooLarge(size)]))
    },
    settle,
  }
}

function tooLarge(size: number): IntakeProblem {
  const message = `an application with its documents is at most ${APPLICATION_LIMIT / 1_048_576} MB, and nested like the format; nothing of it was kept`
  return { field: '', code: 'too_large', value: `${size} bytes`, message }
}

async function getSubmitter(hub: HubContext, brin: string, receivedOn: string): Promise<Submitter> {
  const { reference } = await hub.reference.current(hub.db)
  const hubTime = hub.now()
  const sponsor = checkSponsor(reference, brin, receivedOn)
  if (sponsor.ok) {
    return { brin, admitting: { sponsor: sponsor.value, receivedOn, hubTime, reference, newId: hub.newId } }
  }
  const known = reference.sponsors.find((one) => one.brin === brin)
  return { brin, admitting: { refusal: sponsor.refusal, hubTime, sponsorId: known?.sponsorId ?? null } }
}
