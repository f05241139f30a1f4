/** Under eighteen on the day of receipt: then a legal representative must have consented. */
export function isMinor(birthDate: string, receivedOn: string): boolean {
  return `${Number(birthDate.slice(0, 4)) + 18}${birthDate.slice(4)}` > receivedOn
}
