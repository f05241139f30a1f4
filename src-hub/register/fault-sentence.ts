import type { RegisterFault } from '#core/register-fault.ts'

/** What is wrong with a change and what to do about it, for a problem document. */
export function toSentence({ code, values }: RegisterFault): string {
  switch (code) {
    case 'impossible_date':
      return `${values['date']} is no date between 1990 and 2100`
    case 'until_before_from':
      return `it ends on ${values['until']}, before it begins on ${values['from']}`
    case 'overlaps':
      return `something else is recorded from ${values['otherFrom']} on: end this before that day, or record what holds from that day separately`
    case 'nothing_new':
      return 'the register says so already'
    case 'unknown_sponsor':
      return `the register has no sponsor ${values['sponsorId']}`
    case 'brin_taken':
      return `${values['brin']} is the BRIN of another sponsor`
    case 'unknown_nationality':
      return `${values['nationality']} is no code of ICAO 9303-3`
    case 'unknown_rule':
      return `there is no deadline rule ${values['rule']} with a length`
    case 'length_of_rule':
      return `the length of ${values['rule']} lies between 0 and ${values['most']}, and is not 0`
  }
}
