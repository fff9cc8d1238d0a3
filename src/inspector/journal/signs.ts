import {
  ArrowDownRight,
  ArrowUpRight,
  Clock,
  Database,
  MessageSquareQuote,
  Plug,
  Radio,
  Send,
  Zap,
  type LucideIcon,
} from 'lucide-react'
import type { Sign } from './describe-row.ts'

/** What a row is, at a glance. */
export const signs: Readonly<Record<Sign, LucideIcon>> = {
  request: ArrowUpRight,
  receive: Send,
  plug: Plug,
  change: Database,
  emit: Radio,
  delivery: ArrowDownRight,
  fault: Zap,
  clock: Clock,
  note: MessageSquareQuote,
}
