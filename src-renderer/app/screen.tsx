import { QueueScreen } from '#renderer/features/queue/queue-screen.tsx'
import { useRoute } from '#renderer/lib/route.ts'
import { ScreenGuard } from './screen-guard.tsx'

/** The screen the route names; a fault in one leaves the frame standing. */
export function Screen() {
  const route = useRoute()
  return (
    <ScreenGuard key={route.screen}>
      <QueueScreen />
    </ScreenGuard>
  )
}
