import type { z } from 'zod'
import type { CallInput, HubAway } from '#contract/calls.ts'
import { type TeamBoard, teamBoardSchema, type TeamCases, teamCasesSchema } from '#contract/team.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import type { DeskContext } from '../context.ts'
import type { Identity } from '../identity.ts'
import { askHub, HubError, readJson } from '../sync/hub-client.ts'

/** Who of the team holds what, as the hub has it now. */
export async function getTeamBoard(context: DeskContext, identity: Identity): Promise<Result<TeamBoard, HubAway>> {
  return await readAtHub(context, identity, '/v1/team', teamBoardSchema)
}

export async function listTeamCases(
  context: DeskContext,
  identity: Identity,
  input: CallInput<'listTeamCases'>,
): Promise<Result<TeamCases, HubAway>> {
  const query = new URLSearchParams({ holder: input.holder, band: input.band, limit: String(input.limit) })
  if (input.after !== undefined) query.set('after', input.after)
  return await readAtHub(context, identity, `/v1/team/cases?${query.toString()}`, teamCasesSchema)
}

async function readAtHub<Value>(
  context: DeskContext,
  identity: Identity,
  path: string,
  schema: z.ZodType<Value>,
): Promise<Result<Value, HubAway>> {
  try {
    const response = await askHub(context, { method: 'GET', path, token: await identity.token() })
    const answer = schema.safeParse(await readJson(response))
    return answer.success ? ok(answer.data) : away('unreadable_answer')
  } catch (error) {
    if (error instanceof HubError) return away(error.code)
    throw error
  }
}

function away(why: string): Result<never, HubAway> {
  return refuse({ code: 'hub_away', why })
}
