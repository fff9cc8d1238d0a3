import { CircleAlert, CircleCheck, Info } from 'lucide-react'
import { createContext, use, useCallback, useEffect, useRef, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useAnnounce } from './live-region.tsx'

interface Toast {
  readonly tone: 'good' | 'plain' | 'bad'
  readonly text: string
}

type ShowToast = (toast: Toast) => void

interface ShownToast extends Toast {
  readonly id: number
}

/** Long enough to be read twice. */
const SHOWN_MS = { good: 3_000, plain: 8_000, bad: 8_000 } as const
const MOST_SHOWN = 3

const icons = { good: CircleCheck, plain: Info, bad: CircleAlert } as const

function ToastIcon({ tone }: Pick<Toast, 'tone'>): ReactElement {
  const Icon = icons[tone]
  return <Icon aria-hidden="true" />
}

const ToastContext = createContext<ShowToast | undefined>(undefined)

/** Short words on what became of something, where no place of its own could say it. They go by themselves. */
export function ToastProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const [toasts, setToasts] = useState<readonly ShownToast[]>([])
  const announce = useAnnounce()
  const nextId = useRef(0)
  const timers = useRef(new Set<ReturnType<typeof setTimeout>>())
  useEffect(() => {
    const running = timers.current
    return () => {
      for (const timer of running) clearTimeout(timer)
    }
  }, [])

  const show = useCallback<ShowToast>(
    (toast) => {
      nextId.current += 1
      const id = nextId.current
      setToasts((before) => [...before, { ...toast, id }].slice(-MOST_SHOWN))
      announce(toast.text)
      const timer = setTimeout(() => {
        timers.current.delete(timer)
        setToasts((before) => before.filter((shown) => shown.id !== id))
      }, SHOWN_MS[toast.tone])
      timers.current.add(timer)
    },
    [announce],
  )

  return (
    <ToastContext value={show}>
      {children}
      <div className="toasts">
        {toasts.map(({ id, tone, text }) => (
          <p key={id} className={`toast toast-${tone}`}>
            <ToastIcon tone={tone} />
            {text}
          </p>
        ))}
      </div>
    </ToastContext>
  )
}

/** A function that shows a toast. Needs `UiProvider`. */
export function useToast(): ShowToast {
  const show = use(ToastContext)
  if (show === undefined) throw new Error('A toast was shown outside UiProvider')
  return show
}
