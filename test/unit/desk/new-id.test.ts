import { expect, test } from 'vitest'
import { validate, version } from 'uuid'
import { newUuidV7 } from '#desk/new-id.ts'

test('[SYN-1] an id is a UUIDv7 of its moment, and no two are the same', () => {
  const now = Date.parse('2026-06-08T09:00:00.123Z')
  const ids = Array.from({ length: 1_000 }, () => newUuidV7(now))
  for (const id of ids) {
    expect(validate(id) && version(id) === 7, id).toBe(true)
    expect(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(now)
  }
  expect(new Set(ids).size).toBe(1_000)
  expect(newUuidV7(now + 1) > (ids.toSorted().at(-1) ?? '')).toBe(true)
})
