import { Splitter } from '@mantine/core'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#contract/case-view.ts'
import { useAnnounce } from '#renderer/lib/use-announce.ts'
import { CaseHeader } from './case-header.tsx'
import classes from './case.module.css'
import { ChecklistRegion } from './checklist/checklist-region.tsx'
import { useSelection } from './checklist/use-selection.ts'
import { type Choice, decisionField } from './decision/choice.ts'
import { DecisionBar } from './decision/decision-bar.tsx'
import { DecisionPanel } from './decision/decision-panel.tsx'
import { GraceBanner } from './decision/grace-banner.tsx'
import { EvidenceRegion } from './evidence/evidence-region.tsx'
import type { ShownPage } from './evidence/shown-page.ts'
import { FactsRegion } from './facts/facts-region.tsx'
import { useAnswers } from './use-answers.ts'
import { useDrafts } from './use-drafts.ts'

/** The case as it is worked on: three regions that scroll on their own, the bar below them, the decision over the right-hand side. */
export function CaseWorkspace({ view, reload }: { view: CaseView; reload: () => void }) {
  const { t } = useTranslation('case')
  const drafts = useDrafts(view.file.caseId, view.drafts)
  const answers = useAnswers(view, drafts, reload)
  const selection = useSelection(answers.lines)
  const [panelOpen, setPanelOpen] = useState(false)
  const [shownPage, setShownPage] = useState<ShownPage | null>(null)
  const [announcement, announce] = useAnnounce()
  const closePanel = useCallback(() => setPanelOpen(false), [])
  const openPanel = useCallback(
    (choice?: Choice) => {
      if (choice) drafts.set(decisionField.outcome, choice)
      setPanelOpen(true)
    },
    [drafts],
  )
  const selected = useMemo(
    () => answers.lines.find((line) => line.item.id === selection.selectedId),
    [answers.lines, selection.selectedId],
  )
  const mayAct = view.file.status === 'open' || view.file.status === 'waiting'

  function jump(itemId: string) {
    setPanelOpen(false)
    selection.select(itemId)
  }

  return (
    <div className={classes.screen}>
      <CaseHeader view={view} />
      <div className={classes.body}>
        <Splitter className={classes.regions} lineSize={1} withHandle={false} step="16px" handleColor="var(--line)">
          <Splitter.Pane defaultSize="460px" min="340px">
            <ChecklistRegion
              view={view}
              answers={answers}
              drafts={drafts}
              selection={selection}
              shownPage={shownPage}
              enabled={!panelOpen}
              mayAct={mayAct}
              announce={announce}
            />
          </Splitter.Pane>
          <Splitter.Pane defaultSize={100} min="260px">
            <EvidenceRegion view={view} line={selected} onPage={setShownPage} keysEnabled={!panelOpen} />
          </Splitter.Pane>
          <Splitter.Pane defaultSize="320px" min="260px">
            <FactsRegion view={view} drafts={drafts} reload={reload} keysEnabled={!panelOpen} />
          </Splitter.Pane>
        </Splitter>
        {panelOpen && (
          <DecisionPanel
            view={view}
            lines={answers.lines}
            drafts={drafts}
            onClose={closePanel}
            onJump={jump}
            onTaken={(words) => {
              setPanelOpen(false)
              announce(words)
              reload()
            }}
          />
        )}
      </div>
      <DecisionBar
        view={view}
        lines={answers.lines}
        keysEnabled={!panelOpen}
        onOpen={openPanel}
        onJump={jump}
        grace={
          <GraceBanner
            view={view}
            onUndone={(texts) => {
              drafts.adopt(texts)
              announce(t('announce.undone'))
              reload()
              setPanelOpen(true)
            }}
          />
        }
      />
      <div className="visually-hidden" aria-live="polite" role="status">
        {announcement}
      </div>
    </div>
  )
}
