import { CircleAlert, type LucideIcon } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Catalogue } from '../i18n/catalogue.ts'
import { useText } from '../i18n/text-provider.tsx'
import { Button } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'

interface DeliveryStateProps<Way extends keyof Catalogue['messages']['waysOn']> {
  /** What became of it so far. */
  readonly words: string
  readonly wordsId?: string | undefined
  /** It came to nothing. */
  readonly bad: boolean
  /** Before the words of what goes on. */
  readonly icon?: LucideIcon | undefined
  /** Said to those who listen, and plain without words to those who see it. */
  readonly wordsHidden?: boolean
  /** What its user can make of it, the likeliest first. */
  readonly ways: readonly Way[]
  readonly onWay: (way: Way) => void
  /** Another way on, behind those. */
  readonly more?: ReactElement | null
}

/** One line under something on its way: how far it is, why it went no further, and the ways on. */
export function DeliveryState<Way extends keyof Catalogue['messages']['waysOn']>(
  props: DeliveryStateProps<Way>,
): ReactElement {
  const { words, wordsId, bad, icon, wordsHidden = false, ways, onWay, more = null } = props
  const text = useText()
  const Icon = bad ? CircleAlert : icon
  const isHidden = wordsHidden && ways.length === 0 && more === null
  return (
    <p className={classNames('message-state', bad && 'message-state-bad', isHidden && 'sr-only')}>
      <span className={classNames('message-state-words', wordsHidden && 'sr-only')}>
        {Icon === undefined ? null : <Icon aria-hidden="true" />}
        <span id={wordsId}>{words}</span>
      </span>
      {ways.length === 0 && more === null ? null : (
        <span className="message-state-ways">
          {ways.map((way) => (
            <Button key={way} size="small" variant="quiet" onClick={() => onWay(way)}>
              {text.messages.waysOn[way]}
            </Button>
          ))}
          {more}
        </span>
      )}
    </p>
  )
}
