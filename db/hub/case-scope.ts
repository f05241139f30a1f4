import { sql } from 'kysely'
import type { CaseScope } from '#core/rights.ts'

/** A condition on `case_state`: the case is one that a person with this scope may read. */
export function inScope(scope: CaseScope) {
  if (scope.every) return sql<boolean>`true`
  const held = sql<boolean>`case_state.holder_id = any(${textArray(scope.holderIds)}::text[])`
  return scope.pool ? sql<boolean>`(case_state.holder_id is null or ${held})` : held
}

/** A list in one text parameter, understood the same by both drivers; to be cast to the array it is. */
export function textArray(values: readonly string[]) {
  return sql`(select coalesce(array_agg(value), '{}') from json_array_elements_text(${JSON.stringify(values)}::json) as value)`
}
