import { HUB_COMMANDS } from './commands/all.ts'
import { readConfig } from './config.ts'
import { readSecretFiles } from './secret-files.ts'
import { serve } from './serve.ts'

const [name, ...args] = process.argv.slice(2)
const command = name === undefined ? undefined : HUB_COMMANDS[name]
if (name !== undefined && command === undefined) {
  const names = Object.keys(HUB_COMMANDS).join(', ')
  process.stderr.write(`the hub knows no command ${name}; it knows ${names}, and serves without one\n`)
  process.exit(2)
}
const environment = readSecretFiles(process.env)
const config = environment.ok ? readConfig(environment.value) : environment
if (!config.ok) {
  for (const sentence of config.refusal) process.stderr.write(`the hub cannot start: ${sentence}\n`)
  process.exit(2)
}
try {
  if (command === undefined) await serve(config.value)
  else process.exitCode = await command(config.value, args)
} catch (error) {
  const what = name === undefined ? 'the hub cannot start' : `hub ${name}`
  process.stderr.write(`${what}: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
