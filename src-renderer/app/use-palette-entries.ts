import { useTranslation } from 'react-i18next'
import { useFormat } from '#renderer/lib/format.ts'
import { navigate } from '#renderer/lib/route.ts'
import { useAct } from '#renderer/lib/use-act.ts'
import { useNextCase } from '#renderer/lib/use-next-case.ts'
import { useScreens } from '#renderer/lib/use-screens.ts'
import { useSettings } from './settings.tsx'
import { LANGUAGES, THEMES } from './switches.tsx'
import { useFoundCases } from './use-found-cases.ts'

export interface PaletteEntry {
  id: string
  group: 'cases' | 'actions'
  label: string
  detail?: string
  run: () => void
}

/** Cases that match first, then the commands whose words begin with what is typed. */
export function usePaletteEntries(query: string, onKeys: () => void): { entries: PaletteEntry[]; searching: boolean } {
  const format = useFormat()
  const { cases, searching } = useFoundCases(query)
  const commands = useCommands(onKeys).filter((command) => isLike(`${command.label} ${command.also}`, query))
  const found = cases.map(
    (row): PaletteEntry => ({
      id: row.caseId,
      group: 'cases',
      label: `${row.familyName}, ${row.givenNames}`,
      detail: `${row.caseNumber} · ${format.country(row.nationality)} · ${row.sponsorName}`,
      run: () => navigate({ screen: 'case', caseId: row.caseId }),
    }),
  )
  return { entries: [...found, ...commands], searching }
}

function useCommands(onKeys: () => void): Command[] {
  const { t } = useTranslation('common')
  const { change } = useSettings()
  const act = useAct()
  const openNext = useNextCase()
  const screens = useScreens()
  return [
    command('next', t('palette.next'), () => void openNext(null)),
    ...screens.map((screen) =>
      command(screen, t('palette.goTo', { screen: t(`nav.${screen}`) }), () => navigate({ screen })),
    ),
    command('syncNow', t('palette.syncNow'), () => void act('syncNow', {})),
    command('keys', t('palette.keys'), onKeys),
    ...LANGUAGES.map((language) =>
      command(language, t('palette.language', { language: t(`language.${language}`) }), () => change({ language })),
    ),
    ...THEMES.map((theme) =>
      command(theme, t('palette.theme', { theme: t(`theme.${theme}`) }), () => change({ theme })),
    ),
  ]
}

/** A command and the other words, in either language, that it is also found by. */
interface Command extends PaletteEntry {
  also: string
}

const ALSO: Record<string, string> = {
  next: 'volgende next zaak case',
  queue: 'werkvoorraad queue lijst list zaken cases',
  setAside: 'opzij gezet set aside parked conflicten conflicts',
  pool: 'onverdeeld unassigned pool nemen take voorraad',
  team: 'team werkverdeling overdragen teamleider supervisor hand over reassign',
  register: 'register referenten sponsors referentiegegevens reference data erkend gedragscode',
  sync: 'synchronisatie synchronisation verbinding connection hub netwerk network',
  syncNow: 'synchroniseren sync verzenden send nu now',
  keys: 'toetsen keys sneltoetsen shortcuts help hulp',
  nl: 'nederlands dutch taal language',
  en: 'engels english taal language',
  light: 'licht light kleuren colours thema theme weergave',
  dark: 'donker dark kleuren colours thema theme weergave nacht night',
  system: 'systeem system kleuren colours thema theme weergave',
}

function command(id: string, label: string, run: () => void): Command {
  return { id, group: 'actions', label, also: ALSO[id] ?? '', run }
}

function isLike(label: string, query: string): boolean {
  const names = label.toLowerCase().split(/\s+/)
  const words = query.toLowerCase().trim().split(/\s+/)
  return words.every((word) => names.some((name) => name.startsWith(word)))
}
