import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { root } from '#scripts/lib/paths.mjs'

/**
 * Runs one measurement in a process of its own, so that its memory and its garbage are its own, and gives the one message it sends.
 * Throws when it ends without one.
 */
export async function measureApart<Input, Answer>(file: string, input: Input): Promise<Answer> {
  const child = fork(join(root, 'bench', file), [JSON.stringify(input)], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  let answer: { value: Answer } | undefined
  child.on('message', (message) => {
    answer = { value: message as Answer }
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (answer === undefined) throw new Error(`${file} ended with ${code} and gave no figures`)
  return answer.value
}

/** In such a process: what it was asked. */
export function asked<Input>(): Input {
  return JSON.parse(process.argv[2] ?? '{}') as Input
}

/** In such a process: hands the figures over and ends. */
export function answer(figures: object): void {
  process.send?.(figures, undefined, undefined, () => process.exit(0))
}
