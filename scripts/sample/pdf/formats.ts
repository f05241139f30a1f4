const MONTHS_EN = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const MONTHS_SHORT = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']

/** 1 February 2027. */
export function longDate(isoDate: string): string {
  return `${Number(isoDate.slice(8))} ${MONTHS_EN[monthIndex(isoDate)]} ${isoDate.slice(0, 4)}`
}

/** 01 FEB 2027, as on passports. */
export function passportDate(isoDate: string): string {
  return `${isoDate.slice(8)} ${MONTHS_SHORT[monthIndex(isoDate)]} ${isoDate.slice(0, 4)}`
}

/** 01-02-2027. */
export function shortDate(isoDate: string): string {
  return `${isoDate.slice(8)}-${isoDate.slice(5, 7)}-${isoDate.slice(0, 4)}`
}

/** 1,234.56 for an amount in hundredths; the sign in front. */
export function amount(hundredths: number): string {
  const whole = Math.floor(Math.abs(hundredths) / 100)
  const rest = String(Math.abs(hundredths) % 100).padStart(2, '0')
  const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${hundredths < 0 ? '-' : ''}${grouped}.${rest}`
}

function monthIndex(isoDate: string): number {
  return Number(isoDate.slice(5, 7)) - 1
}
