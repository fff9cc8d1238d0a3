import type { Place, ServerName } from './model/names.ts'

/** What may happen in a history: on the line, at the gateway, in the hands of whoever sits at a device. */
export type Step =
  | { readonly do: 'happen'; readonly which: number }
  | { readonly do: 'say' | 'say much'; readonly place: Place; readonly text: string }
  | { readonly do: 'edit' | 'retract' | 'react' | 'unreact'; readonly which: number; readonly text: string }
  | { readonly do: 'hide' | 'show'; readonly place: Place }
  | { readonly do: 'rename'; readonly place: Place; readonly text: string }
  | { readonly do: 'kick' | 'rejoin' | 'ungroup'; readonly server: ServerName }
  /** A server gets another name, or a group of channels gets one: the group there is, or a new one. */
  | { readonly do: 'rename server' | 'group'; readonly server: ServerName; readonly text: string }
  | { readonly do: 'lose request' | 'lose answer' | 'give up'; readonly which: number }
  | { readonly do: 'drop' | 'wait' | 'expire' | 'wake' | 'swap' | 'revoke' | 'sign in'; readonly device: number }
  | { readonly do: 'restart' }
  /** The page is killed, and opened again with what its disk has. */
  | { readonly do: 'kill'; readonly device: number }
  /** Everything that is on its way arrives. */
  | { readonly do: 'calm' }
  | { readonly do: 'jump'; readonly device: number; readonly which: number }
  | { readonly do: 'open' | 'older' | 'newer' | 'newest' | 'read'; readonly device: number; readonly place: Place }
  /** Of what came to nothing something is tried again, or let go; what is on its way is changed. */
  | { readonly do: 'settle' | 'retract pending'; readonly device: number; readonly which: number }
  | { readonly do: 'correct'; readonly device: number; readonly which: number; readonly text: string }
  | { readonly do: 'send'; readonly device: number; readonly place: Place; readonly text: string }
  | {
      readonly do: 'edit own' | 'retract own' | 'react own' | 'unreact own'
      readonly device: number
      readonly which: number
      readonly text: string
    }

/** The step of a name, where several names share a form. */
export type StepOf<Name extends Step['do']> = Step extends infer One
  ? One extends { readonly do: infer Names }
    ? Name extends Names
      ? Omit<One, 'do'> & { readonly do: Name }
      : never
    : never
  : never
