import { useEffect, useState } from 'react'
import { useDo } from '../use-inspector.ts'

/** What a question was answered with last. It is asked once for each question there is: keep it by `useCallback`. */
export function useAnswer<Answer>(question: (() => Promise<Answer>) | undefined): Answer | undefined {
  const attempt = useDo()
  const [answer, setAnswer] = useState<{ readonly value: Answer }>()
  useEffect(() => {
    if (question === undefined) return undefined
    let isWanted = true
    void attempt(async () => {
      const value = await question()
      if (isWanted) setAnswer({ value })
    })
    return () => {
      isWanted = false
    }
  }, [question, attempt])
  return question === undefined ? undefined : answer?.value
}
