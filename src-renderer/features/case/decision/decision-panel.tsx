import { Button, CloseButton } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChecklistLine } from '#core/views.ts'
import type { CaseView } from '#contract/case-view.ts'
import { useHotkeys } from '#renderer/lib/hotkeys.ts'
import { newId } from '#renderer/lib/new-id.ts'
import { useAct } from '#renderer/lib/use-act.ts'
import { Kbd } from '#renderer/ui/kbd.tsx'
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx'
import { listCitedElsewhere, useDocumentStandings } from '../use-document-standings.ts'
import type { Drafts } from '../use-drafts.ts'
import { Blockers } from './blockers.tsx'
import { type Choice, CHOICES, decisionField, findStartChoice, optionOf } from './choice.ts'
import { DecisionForm } from './decision-form.tsx'
import classes from './decision.module.css'
import { findOpenPlace } from './motivation.ts'
import { RequestForm } from './request-form.tsx'
import { useDecisionText } from './use-decision-text.ts'
import { Warnings } from './warnings.tsx'

interface Props {
  view: CaseView
  lines: ChecklistLine[]
  drafts: Drafts
  onClose: () => void
  onJump: (itemId: string) => void
  /** The desk has taken the act; the words say so. */
  onTaken: (words: string) => void
}

/** The decision, over the right-hand side of the case: outcome, what stands in the way, grounds and text, confirm. */
export function DecisionPanel({ view, lines, drafts, onClose, onJump, onTaken }: Props) {
  const { t } = useTranslation('decision')
  const act = useAct()
  const [commandId] = useState(newId)
  const [busy, setBusy] = useState(false)
  const confirmButton = useRef<HTMLButtonElement>(null)
  const chooser = useRef<HTMLDivElement>(null)
  const panel = useRef<HTMLElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const choice = findStartChoice(view, drafts.values)
  const text = useDecisionText(view, lines, drafts)
  const option = optionOf(view.options, choice)
  const elsewhere = listCitedElsewhere(view, useDocumentStandings(view.file.caseId))
  const waits = choice !== 'request' && elsewhere.length > 0
  const complete = option.possible && text.isComplete(choice) && !waits
  const place = choice === 'reject' || choice === 'disregard' ? findOpenPlace(text.motivationFor(choice)) : null
  const title = t(choice === 'request' ? 'panel.title.request' : 'panel.title.decide')

  useEffect(() => {
    chooser.current?.querySelector<HTMLElement>('[aria-checked="true"]')?.focus()
  }, [])

  function choose(next: Choice) {
    drafts.set(decisionField.outcome, next)
  }

  /** To what only the officer can write, selected so that typing replaces it. */
  function goToPlace() {
    const field = panel.current?.querySelector('textarea')
    if (!field || !place) return
    field.focus({ preventScroll: true })
    field.setSelectionRange(place.from, place.to)
    // The field is as high as its text, so the place lies about as far down as it lies in the text.
    const box = field.getBoundingClientRect()
    const scroller = body.current
    const middle = box.top + (box.height * (place.from + place.to)) / 2 / field.value.length
    const seen = scroller?.getBoundingClientRect()
    if (scroller && seen) scroller.scrollTop += middle - (seen.top + seen.height / 2)
  }

  async function confirm() {
    if (busy) return
    if (!complete) return goToPlace()
    setBusy(true)
    const caseId = view.file.caseId
    drafts.flush()
    const taken =
      choice === 'request'
        ? await act('requestInformation', { commandId, caseId, items: text.requestItems, text: text.requestText })
        : await act('decideCase', {
            commandId,
            caseId,
            outcome: choice,
            grounds: text.groundsFor(choice),
            motivation: text.motivationFor(choice),
            seenChecks: Object.fromEntries(
              view.checklist.flatMap((line) => (line.preCheck ? [[line.item.id, line.preCheck.value]] : [])),
            ),
          })
    setBusy(false)
    if (!taken.ok) return
    drafts.drop(text.fieldsOf(choice))
    onTaken(t(choice === 'request' ? 'announce.requested' : 'announce.decided', { outcome: t(`choice.${choice}`) }))
  }

  function walk(event: React.KeyboardEvent) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      confirmButton.current?.focus()
    }
    if (!step) return
    event.preventDefault()
    const next = CHOICES[(CHOICES.indexOf(choice) + step + CHOICES.length) % CHOICES.length]
    if (!next) return
    choose(next)
    chooser.current?.querySelector<HTMLElement>(`[data-choice="${next}"]`)?.focus()
  }

  const group = 'decision:key.group'
  useHotkeys([
    { keys: 'mod+Enter', label: 'decision:key.confirm', group, inFields: true, run: () => void confirm() },
    { keys: 'g', label: 'decision:key.reject', group, run: () => choose('reject') },
    { keys: 'b', label: 'decision:key.disregard', group, run: () => choose('disregard') },
    { keys: 'h', label: 'decision:key.request', group, run: () => choose('request') },
    { keys: 'Escape', label: 'decision:key.close', group, inFields: true, run: onClose },
  ])

  return (
    <section ref={panel} className={classes.panel} role="dialog" aria-label={title}>
      <header className={classes.panelHead}>
        <h2>{title}</h2>
        <CloseButton size="sm" aria-label={t('panel.close')} onClick={onClose} />
      </header>
      <div
        ref={chooser}
        className={classes.chooser}
        role="radiogroup"
        tabIndex={-1}
        aria-label={t('panel.outcome')}
        onKeyDown={walk}
      >
        {CHOICES.map((one) => (
          <button
            key={one}
            type="button"
            role="radio"
            data-choice={one}
            data-possible={optionOf(view.options, one).possible}
            aria-checked={choice === one}
            tabIndex={choice === one ? 0 : -1}
            onClick={() => choose(one)}
          >
            {t(`choice.${one}`)}
            <span>{t(optionOf(view.options, one).possible ? 'panel.possible' : 'panel.not_possible')}</span>
          </button>
        ))}
      </div>
      <ScrollRegion regionRef={body} className={classes.panelBody} label={t(`choice.${choice}`)}>
        {!option.possible && (
          <div className={classes.blocked}>
            <h3>{t('panel.blocked', { outcome: t(`choice.${choice}`) })}</h3>
            <Blockers blockers={option.blockers} onJump={onJump} />
          </div>
        )}
        {waits && (
          <div className={classes.blocked} role="status">
            {t('panel.waits_for_documents', { count: elsewhere.length, names: elsewhere.join(', ') })}
          </div>
        )}
        <Warnings warnings={view.options.warnings} choice={choice} />
        {choice === 'request' ? (
          <RequestForm view={view} lines={lines} text={text} onBlur={drafts.flush} />
        ) : (
          <DecisionForm view={view} outcome={choice} text={text} onBlur={drafts.flush} />
        )}
        {drafts.failed && <p className={classes.failed}>{t('panel.not_saved')}</p>}
      </ScrollRegion>
      <footer className={classes.panelFoot}>
        {place && option.possible ? (
          <span className={classes.fillIn}>
            {t('panel.fill_in')}{' '}
            <Button variant="subtle" size="compact-xs" onClick={goToPlace}>
              {t('panel.fill_in_go')}
            </Button>
          </span>
        ) : (
          <span>{t(text.isTyped(choice) ? 'panel.draft_saved' : 'panel.draft_none')}</span>
        )}
        <Button variant="default" onClick={onClose} rightSection={<Kbd keys="Escape" />}>
          {t('panel.later')}
        </Button>
        <Button ref={confirmButton} disabled={!complete || busy} onClick={() => void confirm()}>
          {t(`confirm.${choice}`)}
          <Kbd keys="mod+Enter" />
        </Button>
      </footer>
    </section>
  )
}
