import { Spotlight } from '@mantine/spotlight'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNextCase } from '#renderer/lib/use-next-case.ts'
import { navigate } from '#renderer/lib/route.ts'
import { useAct } from '#renderer/lib/use-act.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { useSettings } from './settings.tsx'
import { LANGUAGES, THEMES } from './switches.tsx'
import { useFoundCases } from './use-found-cases.ts'

interface Command {
  id: string
  label: string
  run: () => void
}

/** Everything by name: screens, settings, the next case, and any case by number or name. */
export function Palette({ onKeys }: { onKeys: () => void }) {
  const { t } = useTranslation('common')
  const format = useFormat()
  const [query, setQuery] = useState('')
  const commands = useCommands(onKeys).filter((command) => isLike(command.label, query))
  const { cases, searching } = useFoundCases(query)
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      scrollable
      maxHeight={420}
      aria-label={t('palette.label')}
      transitionProps={{ duration: 0 }}
    >
      <Spotlight.Search placeholder={t('palette.placeholder')} aria-label={t('palette.label')} />
      <Spotlight.ActionsList>
        {cases.length > 0 && (
          <Spotlight.ActionsGroup label={t('palette.group.cases')}>
            {cases.map((row) => (
              <Spotlight.Action
                key={row.caseId}
                label={`${row.familyName}, ${row.givenNames}`}
                description={`${row.caseNumber} · ${format.country(row.nationality)} · ${row.sponsorName}`}
                onClick={() => navigate({ screen: 'case', caseId: row.caseId })}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {commands.length > 0 && (
          <Spotlight.ActionsGroup label={t('palette.group.actions')}>
            {commands.map((command) => (
              <Spotlight.Action key={command.id} label={command.label} onClick={command.run} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {cases.length === 0 && commands.length === 0 && (
          <Spotlight.Empty>{searching ? t('palette.searching') : t('palette.nothing')}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

function useCommands(onKeys: () => void): Command[] {
  const { t } = useTranslation('common')
  const { change } = useSettings()
  const act = useAct()
  const openNext = useNextCase()
  const screens = ['queue', 'setAside', 'pool', 'sync'] as const
  return [
    { id: 'next', label: t('palette.next'), run: () => void openNext(null) },
    ...screens.map((screen) => ({
      id: screen,
      label: t('palette.goTo', { screen: t(`nav.${screen}`) }),
      run: () => navigate({ screen }),
    })),
    { id: 'syncNow', label: t('palette.syncNow'), run: () => void act('syncNow', {}) },
    { id: 'keys', label: t('palette.keys'), run: onKeys },
    ...LANGUAGES.map((language) => ({
      id: language,
      label: t('palette.language', { language: t(`language.${language}`) }),
      run: () => change({ language }),
    })),
    ...THEMES.map((theme) => ({
      id: theme,
      label: t('palette.theme', { theme: t(`theme.${theme}`) }),
      run: () => change({ theme }),
    })),
  ]
}

function isLike(label: string, query: string): boolean {
  const words = query.toLowerCase().split(/\s+/)
  return words.every((word) => label.toLowerCase().includes(word))
}
