import { addDays, addMonths, ageOn } from '#core/dates.ts'
import { findInForce } from '#core/in-force.ts'
import type { Residence } from '#core/application.ts'
import type { ReferenceData, Sponsor } from '#core/reference.ts'
import { must } from '#core/result.ts'
import type { Draft } from './draft.ts'
import { makeMeans, requiredCents } from './means.ts'
import { makePassport } from './passport.ts'
import { type NationalityWish, pickNationality } from './people/nationality.ts'
import { makeStudent, type Student, type StudentWish } from './people/person.ts'
import { type Random, seededRandom } from './random.ts'
import { makeStudy } from './study.ts'

export interface ApplicationWish {
  /** Names the draws of this application; the same text gives the same application. */
  seed: string
  /** Names the draws of the person and of the passport; shared by applications of one person. */
  personSeed: string
  passportSeed: string
  applicationKey: string
  /** Day to which ages and passports relate, so that one person stays the same in two applications. */
  around: string
  receivedOn: string
  sponsor: Sponsor
  reference: ReferenceData
  nationality: NationalityWish
  student: StudentWish
  /** No exchange and no preparation. */
  programmeOnly: boolean
}

/** An application with nothing wrong in it: complete, consistent, every condition met on the day of receipt. */
export function draftApplication(wish: ApplicationWish): Draft {
  const { reference, receivedOn, sponsor } = wish
  const random = seededRandom(wish.seed)
  const ofPerson = seededRandom(wish.personSeed)
  const lists = { mvvExempt: reference.mvv.exempt, tbExempt: reference.tb.exempt }
  const student = makeStudent(ofPerson, pickNationality(ofPerson, wish.nationality, lists), wish.around, wish.student)
  const passport = makePassport(seededRandom(wish.passportSeed), student, wish.around)
  const needsMvv = !isFree(student, reference)
  const study = makeStudy(random, sponsor, student, receivedOn, wish.programmeOnly)
  const means = {
    student,
    sponsorName: sponsor.name,
    receivedOn,
    requiredCents: requiredCents(study, reference, receivedOn),
  }
  const residence = makeResidence(random, student, needsMvv)
  const withheld: Draft['withheld'] = []
  return {
    student,
    sponsor,
    receivedOn,
    reference,
    random,
    withheld,
    application: {
      applicationKey: wish.applicationKey,
      procedure: needsMvv ? 'TEV' : 'VVR',
      applicant: {
        familyName: student.familyName,
        givenNames: student.givenNames,
        birthDate: student.birthDate,
        birthPlace: student.birthPlace,
        nationality: student.nationality.a3,
        sex: student.sex,
        vNumber: random.chance(0.03) ? makeVNumber(random) : null,
      },
      passport,
      residence,
      mvvPost: needsMvv ? random.pick(student.nationality.posts) : null,
      study,
      means: makeMeans(random, means),
      declarations: {
        complete: true,
        sponsorDeclaration: true,
        antecedents: 'no_objection',
        tbWilling: true,
        enrolled: true,
        meansIndependentAndLasting: true,
        insurance: true,
        fullTime: true,
        awaitsMvvAbroad: needsMvv ? true : null,
      },
      guardianConsent: ageOn(student.birthDate, receivedOn) < 18 ? true : null,
      fee: makeFee(random, student, reference, receivedOn),
      currentPermit: null,
      studyProgress: null,
      documents: [],
    },
  }
}

/** Ten digits, as the chain register issues them. */
export function makeVNumber(random: Random): string {
  return `2${Array.from({ length: 9 }, () => random.int(0, 9)).join('')}`
}

/** Makes the application one for which the permit held now runs out `months` after receipt. */
export function holdPermit(draft: Draft, months: number): void {
  const { application, random, receivedOn } = draft
  application.applicant.vNumber = makeVNumber(random)
  application.currentPermit = { expiresOn: addDays(addMonths(receivedOn, months), random.int(-9, 9)) }
  application.residence = {
    countryOfStay: 'NLD',
    inNetherlands: true,
    lawfulStay: true,
    mvvExemption: null,
    tbExemption: null,
  }
  application.mvvPost = null
  application.declarations.awaitsMvvAbroad = null
}

function isFree(student: Student, reference: ReferenceData): boolean {
  const { a3 } = student.nationality
  return student.nationality.posts.length === 0 || reference.mvv.exempt.includes(a3)
}

function makeResidence(random: Random, student: Student, needsMvv: boolean): Residence {
  const here = !needsMvv && random.chance(0.2)
  return {
    countryOfStay: here ? 'NLD' : student.nationality.a3 === 'XXA' ? 'LBN' : student.nationality.a3,
    inNetherlands: here,
    lawfulStay: here ? true : null,
    mvvExemption: null,
    tbExemption: null,
  }
}

function makeFee(random: Random, student: Student, reference: ReferenceData, receivedOn: string) {
  if (reference.fees.exemptNationalities.includes(student.nationality.a3))
    return { paidCents: 0, paidOn: null, reference: null }
  const cents = findInForce(reference.fees.grant, receivedOn)?.cents
  must(typeof cents === 'number', `a fee is known for ${receivedOn}; choose another --received-around`)
  return {
    paidCents: cents,
    paidOn: addDays(receivedOn, -random.int(0, 6)),
    reference: `LEG-${random.int(100_000_000, 999_999_999)}`,
  }
}
