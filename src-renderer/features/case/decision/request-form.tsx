import { Button, Checkbox, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ChecklistLine } from '#core/views.ts'
import type { CaseView } from '#contract/case-view.ts'
import { useFormat } from '#renderer/lib/format.ts'
import classes from './decision.module.css'
import type { DecisionText } from './use-decision-text.ts'

interface Props {
  view: CaseView
  lines: ChecklistLine[]
  text: DecisionText
  onBlur: () => void
}

const LENGTH = { recover_14d: 14, recover_28d: 28, recover_3m: 90 }

/** What the sponsor is asked for, until when, and in which words (herstel verzuim, Awb 4:5). */
export function RequestForm({ view, lines, text, onBlur }: Props) {
  const { t, i18n } = useTranslation('decision')
  const { request } = view.options
  const asked = lines.filter((line) => request.items.includes(line.item.id))
  if (asked.length === 0) return <p className={classes.quiet}>{t('request.nothing')}</p>
  return (
    <>
      <Checkbox.Group
        className={classes.block}
        label={t('request.items')}
        value={text.requestItems}
        onChange={text.setRequestItems}
        error={text.requestItems.length === 0 ? t('request.none_chosen') : undefined}
      >
        <div className={classes.grounds}>
          {asked.map(({ item }) => (
            <Checkbox
              key={item.id}
              size="xs"
              value={item.id}
              label={`${item.id} ${i18n.language === 'en' ? item.en : item.nl}`}
              description={item.evidence.join('; ')}
            />
          ))}
        </div>
      </Checkbox.Group>
      <Term view={view} lines={asked} chosen={text.requestItems} />
      <Textarea
        label={t('request.text')}
        description={t('request.text_hint')}
        value={text.requestText}
        onChange={(event) => text.setRequestText(event.currentTarget.value)}
        onBlur={onBlur}
        maxLength={20_000}
        lang="nl"
        classNames={{ input: classes.writing }}
      />
      {text.isTyped('request') && (
        <Button variant="subtle" size="compact-xs" onClick={() => text.rebuild('request')}>
          {t('motivation.rebuild')}
        </Button>
      )}
    </>
  )
}

/** The term is that of the item that needs longest; with a shorter selection the date is worked out when the request is made. */
function Term({ view, lines, chosen }: { view: CaseView; lines: ChecklistLine[]; chosen: string[] }) {
  const { t } = useTranslation('decision')
  const format = useFormat()
  const { endsOn } = view.options.request
  const longest = Math.max(...lines.map(lengthOf))
  const ofChosen = Math.max(0, ...lines.filter((line) => chosen.includes(line.item.id)).map(lengthOf))
  return (
    <div className={classes.block}>
      <h3>{t('request.term')}</h3>
      <p>
        {endsOn && ofChosen === longest
          ? t('request.until', { date: format.date(endsOn), term: termWords(longest) })
          : t('request.shorter', { term: termWords(ofChosen) })}
      </p>
      <p className={classes.quiet}>{t('request.suspends')}</p>
    </div>
  )

  function termWords(days: number): string {
    if (days === LENGTH.recover_3m) return t('term.three_months')
    return t('term.weeks', { count: days / 7 })
  }
}

function lengthOf(line: ChecklistLine): number {
  const { onMissing } = line.item
  return onMissing in LENGTH ? LENGTH[onMissing as keyof typeof LENGTH] : LENGTH.recover_14d
}
