import { Tabs } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#contract/case-view.ts'
import { useHotkeys } from '#renderer/lib/hotkeys.ts'
import type { Drafts } from '../use-drafts.ts'
import { ApplicantFacts } from './applicant-facts.tsx'
import { ClocksView } from './clocks-view.tsx'
import { Duplicates } from './duplicates.tsx'
import classes from './facts.module.css'
import { MeansFacts } from './means-facts.tsx'
import { PassportFacts } from './passport-facts.tsx'
import { StudyFacts } from './study-facts.tsx'
import { Supplements } from './supplements.tsx'
import { Timeline } from './timeline.tsx'

const TABS = ['facts', 'clocks', 'timeline'] as const
type Tab = (typeof TABS)[number]

interface Props {
  view: CaseView
  drafts: Drafts
  reload: () => void
  keysEnabled: boolean
}

/** What was applied for, what runs out when, what has happened. */
export function FactsRegion({ view, drafts, reload, keysEnabled }: Props) {
  const { t } = useTranslation('case')
  const [tab, setTab] = useState<Tab>('facts')
  const group = 'case:key.group.case'
  useHotkeys(
    [
      {
        keys: 't',
        label: 'case:key.next_tab',
        group,
        run: () => setTab(TABS[(TABS.indexOf(tab) + 1) % TABS.length] ?? 'facts'),
      },
      {
        keys: 'c',
        label: 'case:key.add_note',
        group,
        run: () => {
          setTab('timeline')
          // The field is there once the tab is.
          requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-add-note]')?.focus())
        },
      },
    ],
    { enabled: keysEnabled },
  )
  return (
    <Tabs
      value={tab}
      onChange={(value) => setTab(TABS.find((one) => one === value) ?? 'facts')}
      keepMounted={false}
      classNames={{ root: classes.region, list: classes.tabs, tab: classes.tab, panel: classes.panel }}
    >
      <Tabs.List aria-label={t('facts.label')}>
        {TABS.map((one) => (
          <Tabs.Tab key={one} value={one}>
            {t(`facts.tab.${one}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="facts" tabIndex={0}>
        <Supplements view={view} />
        <Duplicates view={view} />
        <ApplicantFacts view={view} />
        <PassportFacts view={view} />
        <StudyFacts view={view} />
        <MeansFacts view={view} />
      </Tabs.Panel>
      <Tabs.Panel value="clocks" tabIndex={0}>
        <ClocksView view={view} />
      </Tabs.Panel>
      <Tabs.Panel value="timeline" tabIndex={0}>
        <Timeline view={view} drafts={drafts} reload={reload} />
      </Tabs.Panel>
    </Tabs>
  )
}
