import { must } from '#core/result.ts'
import { words } from '../words.ts'
import { NAME_POOLS, type NamePoolId } from './name-pools.ts'

/** What distinguishes applicants of one nationality: names, places, passport and money. Shares and rates are assumptions of the sample. */
export interface Nationality {
  a3: string
  /** Share among applications, relative. */
  weight: number
  /** Name of the state as it stands on its passport. */
  state: string
  names: NamePoolId
  cities: string[]
  /** Where the MVV is collected; empty for those who need none. */
  posts: string[]
  /** `A` stands for any letter, `9` for any digit, everything else for itself. */
  passportPattern: string
  passportYears: number
  bank: string
  currency: string
  /** Units of the currency for one euro. */
  perEuro: number
}

/** In the order of the interface, one nationality a line; a dash where no MVV is needed. */
const TABLE = `
CHN | 210 | People's Republic of China | chinese | Beijing, Shanghai, Guangzhou, Shenzhen, Chengdu, Hangzhou, Wuhan, Xi’an, Nanjing, Tianjin, Chongqing, Qingdao | Beijing, Shanghai, Guangzhou, Hong Kong | EA9999999 | 10 | Yangtze Commercial Bank | CNY | 7.8
IND | 150 | Republic of India | indian | Mumbai, New Delhi, Bengaluru, Chennai, Hyderabad, Pune, Kolkata, Ahmedabad, Kochi, Jaipur | New Delhi, Mumbai, Bengaluru | A9999999 | 10 | Deccan National Bank | INR | 97.5
USA | 90 | United States of America | english | New York, Los Angeles, Chicago, Houston, Seattle, Boston, Portland, Austin, Denver, Atlanta | - | 999999999 | 10 | First Prairie Savings | USD | 1.09
TUR | 80 | Republic of Türkiye | turkish | İstanbul, Ankara, İzmir, Bursa, Antalya, Eskişehir, Adana, Trabzon | Ankara, Istanbul | A99999999 | 10 | Anadolu Ticaret Bankası | TRY | 36.4
IDN | 70 | Republic of Indonesia | indonesian | Jakarta, Surabaya, Bandung, Medan, Yogyakarta, Semarang, Makassar, Denpasar | Jakarta | A9999999 | 10 | Bank Nusantara Mandala | IDR | 17600
GBR | 42 | United Kingdom of Great Britain and Northern Ireland | english | London, Manchester, Bristol, Leeds, Glasgow, Cardiff, Belfast, Brighton | - | 999999999 | 10 | Thames & Severn Bank | GBP | 0.85
IRN | 34 | Islamic Republic of Iran | persian | Tehran, Isfahan, Shiraz, Tabriz, Mashhad | Tehran | A99999999 | 5 | Bank Alborz | EUR | 1
KOR | 34 | Republic of Korea | korean | Seoul, Busan, Incheon, Daegu, Daejeon | - | M99999999 | 10 | Hangang Bank | KRW | 1480
TWN | 24 | Taiwan | taiwanese | Taipei, Kaohsiung, Taichung, Tainan, Hsinchu | Taipei | 399999999 | 10 | Yushan Commercial Bank | TWD | 35
VNM | 28 | Socialist Republic of Viet Nam | vietnamese | Hà Nội, Hồ Chí Minh, Đà Nẵng, Huế, Hải Phòng | Hanoi, Ho Chi Minh City | C9999999 | 10 | Ngân hàng Sông Hồng | VND | 27300
MEX | 24 | Estados Unidos Mexicanos | spanish | Ciudad de México, Guadalajara, Monterrey, Puebla, Querétaro | Mexico City | G99999999 | 10 | Banco del Anáhuac | MXN | 19.6
BRA | 22 | República Federativa do Brasil | portuguese | São Paulo, Rio de Janeiro, Belo Horizonte, Curitiba, Brasília | Brasília, São Paulo, Rio de Janeiro | AA999999 | 10 | Banco Ipê Amarelo | BRL | 5.9
COL | 18 | República de Colombia | spanish | Bogotá, Medellín, Cali, Barranquilla | Bogotá | AA999999 | 10 | Banco de la Sabana | COP | 4450
PAK | 18 | Islamic Republic of Pakistan | pakistani | Karachi, Lahore, Islamabad, Faisalabad | Islamabad | AA9999999 | 5 | Indus Valley Bank | PKR | 305
ZAF | 18 | Republic of South Africa | african | Johannesburg, Cape Town, Durban, Pretoria | Pretoria, Cape Town | A99999999 | 10 | Protea Bank | ZAR | 19.8
NGA | 18 | Federal Republic of Nigeria | african | Lagos, Abuja, Ibadan, Port Harcourt | Abuja, Lagos | A99999999 | 5 | Niger Delta Trust Bank | NGN | 1720
JPN | 16 | Japan | japanese | Tokyo, Osaka, Kyoto, Nagoya, Sapporo | - | AA9999999 | 10 | Sumida Trust Bank | JPY | 163
CAN | 16 | Canada | english | Toronto, Vancouver, Montréal, Calgary, Ottawa | - | AA999999 | 10 | Maple River Bank | CAD | 1.5
UKR | 15 | Ukraine | slavic | Kyiv, Lviv, Kharkiv, Odesa | Kyiv, Warsaw | AA999999 | 10 | Dnipro Kredyt Bank | UAH | 45.2
RUS | 13 | Russian Federation | slavic | Moscow, Saint Petersburg, Kazan | Moscow | 999999999 | 10 | Bank Neva | EUR | 1
BGD | 12 | People's Republic of Bangladesh | pakistani | Dhaka, Chattogram, Sylhet | Dhaka | A99999999 | 10 | Padma Bank of Commerce | BDT | 130
EGY | 11 | Arab Republic of Egypt | arabic | Cairo, Alexandria, Giza | Cairo | A99999999 | 7 | Nile Delta Bank | EGP | 53
GHA | 10 | Republic of Ghana | african | Accra, Kumasi, Takoradi | Accra | G9999999 | 10 | Volta Savings Bank | GHS | 16.8
KEN | 9 | Republic of Kenya | african | Nairobi, Mombasa, Kisumu | Nairobi | AA999999 | 10 | Rift Valley Bank | KES | 141
AUS | 9 | Australia | english | Sydney, Melbourne, Brisbane, Perth | - | PA9999999 | 10 | Southern Reef Bank | AUD | 1.65
SGP | 9 | Republic of Singapore | southeast | Singapore | Singapore | K9999999A | 10 | Merlion Bank | SGD | 1.45
MYS | 9 | Malaysia | southeast | Kuala Lumpur, George Town, Johor Bahru | Kuala Lumpur | A99999999 | 5 | Bank Rimba Malaysia | MYR | 4.8
THA | 8 | Kingdom of Thailand | southeast | Bangkok, Chiang Mai, Khon Kaen | Bangkok | AA9999999 | 10 | Chao Phraya Bank | THB | 38
PHL | 8 | Republic of the Philippines | southeast | Manila, Cebu, Davao | Manila | P9999999A | 10 | Banco Maynila | PHP | 63
LKA | 6 | Democratic Socialist Republic of Sri Lanka | southeast | Colombo, Kandy, Galle | Colombo | N9999999 | 10 | Ceylon Peoples Trust | LKR | 325
NPL | 6 | Nepal | southeast | Kathmandu, Pokhara | New Delhi | PA9999999 | 10 | Annapurna Bank | NPR | 150
PER | 8 | República del Perú | spanish | Lima, Arequipa, Cusco | Lima | 999999999 | 10 | Banco del Pacífico Sur | PEN | 4.1
ARG | 7 | República Argentina | spanish | Buenos Aires, Córdoba, Rosario | Buenos Aires | AAA999999 | 10 | Banco del Plata Austral | EUR | 1
CHL | 7 | República de Chile | spanish | Santiago, Valparaíso, Concepción | Santiago | F99999999 | 10 | Banco Cordillera | CLP | 1030
SUR | 7 | Republiek Suriname | indian | Paramaribo, Nieuw Nickerie | Paramaribo | R999999 | 5 | Surinaamse Spaarbank | EUR | 1
MAR | 6 | Kingdom of Morocco | arabic | Casablanca, Rabat, Fès, Tanger | Rabat | AA9999999 | 5 | Banque de l’Atlas | MAD | 10.8
LBN | 6 | Republic of Lebanon | arabic | Beirut, Tripoli, Saïda | Beirut | LR9999999 | 10 | Cedar Bank | EUR | 1
SAU | 6 | Kingdom of Saudi Arabia | arabic | Riyadh, Jeddah, Dammam | Riyadh | A999999 | 5 | Najd Bank | SAR | 4.1
JOR | 5 | Hashemite Kingdom of Jordan | arabic | Amman, Irbid | Amman | A999999 | 5 | Jordan Valley Bank | JOD | 0.77
ETH | 5 | Federal Democratic Republic of Ethiopia | african | Addis Ababa, Hawassa | Addis Ababa | EP9999999 | 5 | Awash River Bank | ETB | 138
ZWE | 4 | Republic of Zimbabwe | african | Harare, Bulawayo | Harare | AA999999 | 10 | Zambezi Bank | USD | 1.09
UGA | 4 | Republic of Uganda | african | Kampala, Entebbe | Kampala | A99999999 | 10 | Nile Crest Bank | UGX | 4010
SRB | 6 | Republic of Serbia | slavic | Beograd, Novi Sad, Niš | Belgrade | 999999999 | 10 | Dunavska Banka | RSD | 117
BIH | 4 | Bosnia and Herzegovina | slavic | Sarajevo, Mostar, Banja Luka | Sarajevo | A9999999 | 10 | Bosanska Štedna Banka | BAM | 1.96
GEO | 4 | Georgia | slavic | Tbilisi, Batumi | Tbilisi | 99AA99999 | 10 | Kartli Bank | GEL | 2.95
KAZ | 6 | Republic of Kazakhstan | slavic | Astana, Almaty | Astana | N99999999 | 10 | Steppe Bank | KZT | 560
ISR | 5 | State of Israel | hebrew | Tel Aviv, Haifa, Jerusalem | Tel Aviv | 99999999 | 10 | Galil Bank | ILS | 4
NZL | 4 | New Zealand | english | Auckland, Wellington, Dunedin | - | AA999999 | 10 | Aotearoa Savings | NZD | 1.82
`

export const NATIONALITIES: readonly Nationality[] = TABLE.trim().split('\n').map(parseRow)

function parseRow(row: string): Nationality {
  const cells = row.split('|').map((cell) => cell.trim())
  must(cells.length === 11, 'a nationality has eleven cells')
  const [a3, weight, state, names, cities, posts, passportPattern, passportYears, bank, currency, perEuro] = cells as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  must(isNamePoolId(names), `${names} is a pool of names`)
  return {
    a3,
    weight: Number(weight),
    state,
    names,
    cities: words(cities),
    posts: posts === '-' ? [] : words(posts),
    passportPattern,
    passportYears: Number(passportYears),
    bank,
    currency,
    perEuro: Number(perEuro),
  }
}

function isNamePoolId(text: string): text is NamePoolId {
  return Object.hasOwn(NAME_POOLS, text)
}
