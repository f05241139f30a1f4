// `npm run sample`: writes applications, sponsors and officers to try the desk with.
import path from 'node:path'
import { amsterdamDate } from '#core/dates.ts'
import { homeDir } from '../lib/paths.mjs'
import { say, timed } from '../lib/say.mjs'
import { parseSampleArguments, SAMPLE_USAGE } from './options.ts'
import { writeSample } from './write.ts'

const parsed = parseSampleArguments(process.argv.slice(2), amsterdamDate(new Date().toISOString()))
if (!parsed.ok) {
  say(`${parsed.refusal}\n${SAMPLE_USAGE}`)
  process.exit(2)
}
const { options, out, help } = parsed.value
if (help) {
  console.log(SAMPLE_USAGE)
  process.exit(0)
}
const folder = path.resolve(out ?? path.join(homeDir, 'sample'))
let told = 0
const index = await timed(`Made a sample of ${options.cases} applications.`, () =>
  writeSample(folder, options, (made) => {
    const tenths = Math.floor((made * 10) / options.cases)
    if (tenths > told && options.cases >= 1_000) say(`${made} of ${options.cases} applications made …`)
    told = tenths
  }),
)
console.log(`${index.batches.length} batches, sponsors.json, officers.json and labels.json are in ${folder}`)
