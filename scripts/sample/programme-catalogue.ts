import type { StudyLevel } from '#core/application.ts'
import { words } from './words.ts'

/** What may be studied, by level. The same programme has the same code at every institution, as in the national register. */
export interface CatalogueEntry {
  code: string
  name: string
  level: StudyLevel
  field: Field
}

export type Field =
  | 'arts'
  | 'business'
  | 'engineering'
  | 'health'
  | 'humanities'
  | 'law'
  | 'life'
  | 'science'
  | 'social'

const HBO_BACHELORS: Record<Field, string> = {
  arts: 'Music, Fine Art and Design, Dance, Theatre, Film, Photography, Fashion Design, Circus Arts, Jazz and Pop, Composition, Interior Architecture',
  business:
    'International Business, Hotel Management, Tourism Management, Logistics Management, Marketing Management, Finance and Control, Leisure and Events Management, Facility Management, Trade Management Asia, Creative Business, Aviation Operations',
  engineering:
    'Mechanical Engineering, Electrical and Electronic Engineering, Civil Engineering, Automotive Engineering, Industrial Engineering and Management, Mechatronics, Aeronautical Engineering, Maritime Technology, Built Environment, Industrial Product Design',
  health: 'Nursing, Physiotherapy, Occupational Therapy, Medical Imaging and Radiation Therapy, Speech Therapy',
  humanities: 'Communication, Journalism, Media and Game Design, Communication and Multimedia Design',
  law: 'International and European Law, Safety and Security Management, Public Administration',
  life: 'Water Management, International Food and Agribusiness, Horticulture and Business, Coastal and Marine Management, Animal Management, Equine Business and Economics, Environmental Science, Forest and Nature Management',
  science:
    'Information Technology, Applied Physics, Chemistry, Biology and Medical Laboratory Research, Applied Mathematics, Data Science, Cyber Security',
  social: 'Social Work, Applied Psychology, Global Project Management, International Teacher Education, Sport Studies',
}

const UNIVERSITY_BACHELORS: Record<Field, string> = {
  arts: 'Arts and Culture, Musicology, Art History, Media Studies',
  business:
    'International Business Administration, Economics and Business Economics, Econometrics, Fiscal Economics, Business Analytics',
  engineering:
    'Mechanical Engineering, Electrical Engineering, Civil Engineering, Aerospace Engineering, Industrial Design, Architecture and Built Environment, Maritime Engineering, Nanobiology, Biomedical Engineering',
  health: 'Biomedical Sciences, Psychobiology, Global Health, Pharmacy',
  humanities:
    'Linguistics, Philosophy, History, Literary Studies, Classics and Ancient Civilizations, Asian Studies, Liberal Arts and Sciences',
  law: 'European Law School, International Law, Notarial Law',
  life: 'Biology, Plant Sciences, Animal Sciences, Food Technology, Earth Sciences, Environmental Sciences, Forest and Nature Conservation',
  science:
    'Physics, Chemistry, Mathematics, Computer Science, Artificial Intelligence, Astronomy, Molecular Life Sciences, Data Science',
  social:
    'Psychology, Political Science, Sociology, Communication Science, Cultural Anthropology, International Relations, Human Geography, Education Sciences',
}

const HBO_MASTERS: Record<Field, string> = {
  arts: 'Fine Art, Interior Design, Film, Music, Dance Unlimited, Type and Media',
  business: 'International Supply Chain Management, Hospitality Innovation, Facility and Real Estate Management',
  engineering: 'Engineering Systems, Architecture, Urban Design, Renewable Energy',
  health: 'Advanced Nursing Practice, Health Care and Social Work',
  humanities: 'Media Innovation, Digital Design',
  law: 'Legal Management',
  life: 'River Delta Development, Agribusiness Development, Food Systems Innovation',
  science: 'Data-Driven Design, Molecular Life Sciences, Applied Artificial Intelligence',
  social: 'Pedagogy, Sport and Performance Innovation, International Communication',
}

const UNIVERSITY_MASTERS: Record<Field, string> = {
  arts: 'Arts and Society, Film and Photographic Studies, Heritage Studies',
  business:
    'Finance, Marketing, Supply Chain Management, Accounting and Control, Strategic Management, Innovation Management, International Business, Human Resource Studies',
  engineering:
    'Mechanical Engineering, Electrical Engineering, Civil Engineering, Aerospace Engineering, Sustainable Energy Technology, Embedded Systems, Robotics, Systems and Control, Chemical Engineering, Design for Interaction, Transport Infrastructure and Logistics, Architecture Urbanism and Building Sciences, Water Resources Engineering, Applied Geophysics',
  health: 'Biomedical Sciences, Epidemiology, Global Health, Neuroscience, Health Economics, Drug Innovation, Oncology',
  humanities:
    'Linguistics, Philosophy, Middle Eastern Studies, Literary Studies, Digital Humanities, Book and Digital Media Studies',
  law: 'International and European Law, Public International Law, Law and Technology, International Tax Law, European Private Law, Air and Space Law',
  life: 'Plant Biotechnology, Food Safety, Environmental Sciences, Geo-Information Science, Animal Sciences, Marine Biology, Earth and Environment, Bioinformatics, Climate Studies, Aquaculture and Marine Resource Management',
  science:
    'Physics, Astronomy, Mathematics, Computer Science, Artificial Intelligence, Data Science and Technology, Quantum Information Science, Computational Science, Chemistry, Stochastics and Financial Mathematics',
  social:
    'Psychology, Political Science, International Relations, Urban Studies, Development Studies, Communication Science, Conflict Resolution and Governance, Public Policy, Cultural Anthropology',
}

const POSTGRADUATE: Record<Field, string> = {
  arts: '',
  business: 'Executive Business Administration, Real Estate Finance',
  engineering: 'Hydraulic Engineering and River Basin Development, Water and Sustainable Development',
  health: 'Public Health and Health Equity, International Health',
  humanities: '',
  law: 'Advanced Studies in European Tax Law, Advanced Studies in International Children’s Rights',
  life: 'Spatial Engineering',
  science: 'Geo-information Management',
  social: 'Development Practice, Agrarian and Rural Studies',
}

/** First two digits per level, as the codes of the national register happen to run. */
const LEVELS: [StudyLevel, number, Record<Field, string>][] = [
  ['HBO-BA', 34_000, HBO_BACHELORS],
  ['HBO-MA', 44_000, HBO_MASTERS],
  ['WO-BA', 50_000, UNIVERSITY_BACHELORS],
  ['WO-MA', 60_000, UNIVERSITY_MASTERS],
  ['WO-PM', 75_000, POSTGRADUATE],
]

/** Every programme with its invented but stable code. */
export const CATALOGUE: readonly CatalogueEntry[] = LEVELS.flatMap(([level, first, byField]) =>
  (Object.entries(byField) as [Field, string][])
    .flatMap(([field, names]) => words(names).map((name) => ({ field, name, level })))
    .map((entry, index) => ({ ...entry, code: String(first + 13 + index * 17) })),
)
