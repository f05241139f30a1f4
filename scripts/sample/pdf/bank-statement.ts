import type { MeansSource } from '#core/application.ts'
import { addDays } from '#core/dates.ts'
import type { Draft } from '../draft.ts'
import type { Random } from '../random.ts'
import { amount, longDate, shortDate } from './formats.ts'
import { drawFoot, drawTable, LEFT, openLetter, RIGHT } from './letter.ts'
import { type Colour, GREY, PALE, type Sheet } from './sheet.ts'

const EXPENSES = [
  'Supermarket',
  'Mobile subscription',
  'Rent',
  'Pharmacy',
  'Train ticket',
  'Restaurant',
  'Card payment',
  'Cash withdrawal',
  'Insurance premium',
  'Online store',
  'Electricity',
  'Language test fee',
]
const INCOME = ['Salary', 'Transfer from family', 'Transfer savings', 'Private lessons']
const ROWS_ON_FIRST_PAGE = 20
const ROW_HEIGHT = 16

interface Entry {
  on: string
  text: string
  /** Hundredths of the account's currency; negative for an expense. */
  change: number
}

/** A statement of the account that shows the means: holder, date, entries that add up to the balance, and its worth in euro. */
export async function bankStatement(draft: Draft, source: MeansSource): Promise<Uint8Array> {
  const { student, random, receivedOn } = draft
  const { bank, currency, perEuro, cities } = student.nationality
  const datedOn = source.evidencedOn ?? receivedOn
  const balance = Math.round(source.amountCents * perEuro)
  const entries = makeEntries(random, datedOn, balance)
  const closing = entries.reduce((sum, { change }) => sum + change, 0)
  const opening = balance - closing
  const { sheet, colour } = await openLetter(
    { name: bank, line: `${cities[0] ?? ''}  ·  member of the deposit guarantee scheme` },
    'Account statement',
    datedOn,
  )
  sheet.text(LEFT, 112, 'Account statement', { size: 16, face: 'bold' })
  let y = drawTable(sheet, 138, [
    ['Account holder', source.provider ?? `${student.printed.givenNames} ${student.printed.familyName}`.trim()],
    ['Account number', accountNumber(random)],
    ['Type of account', 'Savings, freely withdrawable'],
    ['Date of statement', longDate(datedOn)],
    ['Period', `${shortDate(addDays(datedOn, -90))} to ${shortDate(datedOn)}`],
    [`Balance on ${shortDate(datedOn)}`, `${currency} ${amount(balance)}`],
    [
      'Worth in euro',
      currency === 'EUR'
        ? `EUR ${amount(source.amountCents)}`
        : `EUR ${amount(source.amountCents)}   (1 EUR = ${perEuro} ${currency})`,
    ],
  ])
  y = drawEntryHead(sheet, y + 14, colour)
  let running = opening
  sheet.text(LEFT + 66, y, 'Opening balance', { size: 8.5, face: 'italic', colour: GREY })
  sheet.text(RIGHT, y, amount(running), { size: 8.5, right: true })
  y += ROW_HEIGHT
  for (const [index, entry] of entries.entries()) {
    if (index === ROWS_ON_FIRST_PAGE) {
      drawFoot(sheet, `${bank}  ·  page 1 of 2`)
      sheet.addPage()
      y = drawEntryHead(sheet, 64, colour)
    }
    running += entry.change
    drawEntry(sheet, y, entry, running)
    y += ROW_HEIGHT
  }
  sheet.text(LEFT + 66, y + 4, `Closing balance on ${longDate(datedOn)}`, { size: 9, face: 'bold' })
  sheet.text(RIGHT, y + 4, `${currency} ${amount(balance)}`, { size: 9, face: 'bold', right: true })
  drawFoot(sheet, `${bank}  ·  page ${entries.length > ROWS_ON_FIRST_PAGE ? '2 of 2' : '1 of 1'}`)
  return sheet.save()
}

function makeEntries(random: Random, datedOn: string, balance: number): Entry[] {
  const count = random.chance(0.25) ? random.int(22, 27) : random.int(7, 14)
  const days = Array.from({ length: count }, () => random.int(0, 88)).toSorted((one, other) => other - one)
  return days.map((age) => {
    const income = random.chance(0.22)
    const share = income ? random.int(15, 60) : -random.int(1, 14)
    return {
      on: addDays(datedOn, -age),
      text: random.pick(income ? INCOME : EXPENSES),
      change: Math.round((balance * share) / 1_000) + random.int(-99, 99),
    }
  })
}

function drawEntryHead(sheet: Sheet, y: number, colour: Colour): number {
  const head = { size: 8.5, face: 'bold', colour } as const
  sheet.text(LEFT, y, 'Date', head)
  sheet.text(LEFT + 66, y, 'Description', head)
  sheet.text(LEFT + 290, y, 'Out', { ...head, right: true })
  sheet.text(LEFT + 378, y, 'In', { ...head, right: true })
  sheet.text(RIGHT, y, 'Balance', { ...head, right: true })
  sheet.line(LEFT, y + 5, RIGHT, y + 5, colour, 0.8)
  return y + 18
}

function drawEntry(sheet: Sheet, y: number, { on, text, change }: Entry, running: number): void {
  sheet.text(LEFT, y, shortDate(on), { size: 8.5 })
  sheet.text(LEFT + 66, y, text, { size: 8.5 })
  sheet.text(change < 0 ? LEFT + 290 : LEFT + 378, y, amount(Math.abs(change)), { size: 8.5, right: true })
  sheet.text(RIGHT, y, amount(running), { size: 8.5, right: true })
  sheet.line(LEFT, y + 4, RIGHT, y + 4, PALE, 0.3)
}

function accountNumber(random: Random): string {
  return Array.from({ length: 4 }, () => String(random.int(0, 9_999)).padStart(4, '0')).join(' ')
}
