import { useDisclosure } from '@mantine/hooks'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AwayDialog } from '#renderer/features/away/away-dialog.tsx'
import { EndedStrip } from '#renderer/features/sign-in/ended-strip.tsx'
import { useHotkeys } from '#renderer/lib/hotkeys.ts'
import { navigate } from '#renderer/lib/route.ts'
import { useScreens } from '#renderer/lib/use-screens.ts'
import { SlotsContext } from '#renderer/lib/slots.tsx'
import { About } from './about.tsx'
import classes from './frame.module.css'
import { KeyHelp } from './key-help.tsx'
import { Palette } from './palette.tsx'
import { Screen } from './screen.tsx'
import { StatusLine } from './status-line.tsx'
import { TopBar } from './top-bar.tsx'

/** Bar, screen, status line; nothing scrolls as a whole. */
export function Frame() {
  const { t } = useTranslation('common')
  const [paletteShown, palette] = useDisclosure(false)
  const [keysShown, keys] = useDisclosure(false)
  const [aboutShown, about] = useDisclosure(false)

  const [bar, setBar] = useState<HTMLElement | null>(null)
  const [status, setStatus] = useState<HTMLElement | null>(null)
  const slots = useMemo(() => ({ bar, status }), [bar, status])

  const group = 'group.everywhere'
  const screens = useScreens()
  useHotkeys([
    { keys: 'mod+k', label: 'everywhere.palette', group, inFields: true, run: palette.open },
    // Outside a field there is nothing that all of should be selected.
    { keys: 'mod+a', label: 'everywhere.help', hidden: true, run: () => {} },
    { keys: '?', label: 'everywhere.help', group, run: keys.open },
    ...screens.map((screen, index) => ({
      keys: `mod+${index + 1}`,
      label: `everywhere.${screen}`,
      group,
      inFields: true,
      run: () => navigate({ screen }),
    })),
  ])

  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#content">
        {t('skip')}
      </a>
      <TopBar slot={setBar} onPalette={palette.open} onKeys={keys.open} onAbout={about.open} />
      <EndedStrip />
      <main id="content" className={classes.content} tabIndex={-1}>
        <SlotsContext value={slots}>
          <Screen />
        </SlotsContext>
      </main>
      <StatusLine slot={setStatus} />
      <AwayDialog />
      <Palette opened={paletteShown} onClose={palette.close} onKeys={keys.open} />
      <KeyHelp opened={keysShown} onClose={keys.close} />
      <About opened={aboutShown} onClose={about.close} />
    </div>
  )
}
