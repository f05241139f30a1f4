import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RegisterTables, RegisterView } from '#contract/register-view.ts'
import { subjectVersion } from '#core/register.ts'
import { useHotkeys } from '#renderer/lib/hotkeys.ts'
import { Kbd } from '#renderer/ui/kbd.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { isAboutTable } from './about-table.ts'
import { RecordDialog } from './record-dialog.tsx'
import { RecordLog } from './record-log.tsx'
import { ReferenceTable } from './reference-table.tsx'
import classes from './register.module.css'
import { useTables } from './use-tables.ts'

/** The reference tables beside the rows of the chosen one. */
export function TablesPart({ register, tables }: { register: RegisterView; tables: RegisterTables }) {
  const { t } = useTranslation('register')
  const all = useTables(tables)
  const [chosenId, setChosenId] = useState<string | null>(null)
  const [shown, dialog] = useDisclosure(false)
  const chosen = all.find((one) => one.id === chosenId) ?? all[0]
  const { records, today, mayRecord } = register
  const kind = chosen?.recording

  function walk(step: number) {
    const index = all.findIndex((one) => one.id === chosen?.id)
    const next = all[Math.min(Math.max(index + step, 0), all.length - 1)]
    if (next) setChosenId(next.id)
  }
  const group = 'register:title'
  useHotkeys([
    { keys: 'j|ArrowDown', label: 'register:key.next', group, run: () => walk(1) },
    { keys: 'k|ArrowUp', label: 'register:key.previous', group, run: () => walk(-1) },
  ])
  useHotkeys([{ keys: 'n', label: 'register:key.record', group, run: dialog.open }], {
    enabled: mayRecord && kind !== undefined,
  })

  if (!chosen) return null
  return (
    <div className={classes.columns}>
      <Panel flush className={classes.left ?? ''} title={t('tables.title')}>
        <ul className={classes.list}>
          {all.map((table) => (
            <li key={table.id}>
              <button
                type="button"
                className={classes.line}
                aria-current={table.id === chosen.id}
                onClick={() => setChosenId(table.id)}
              >
                <span className={classes.lineName}>{t(`table.${table.id}`)}</span>
                <span className={classes.quiet}>{t('tables.rows', { count: table.rows.length })}</span>
              </button>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel
        title={t(`table.${chosen.id}`)}
        aside={
          mayRecord &&
          kind && (
            <Button size="compact-xs" onClick={dialog.open} rightSection={<Kbd keys="n" />}>
              {t('record.open')}
            </Button>
          )
        }
      >
        <div className={classes.detail}>
          <ReferenceTable table={chosen} today={today} />
          {kind && <RecordLog records={records.filter((record) => isAboutTable(record.change, kind.about))} />}
        </div>
      </Panel>
      {shown && kind && (
        <RecordDialog
          title={t('record.title', { subject: t(`table.${chosen.id}`) })}
          kinds={[kind.kind]}
          about={kind.about}
          rules={tables.deadlines.rules}
          versionOf={(subject) => subjectVersion(records, subject)}
          today={today}
          onClose={dialog.close}
          onRecorded={() => {}}
        />
      )}
    </div>
  )
}
