/** Things are named, not numbered: the ids behind the names are the gateway's, the names the seed's. */
export interface Target {
  readonly targetType: 'role' | 'member'
  readonly target: string
  readonly allow: readonly string[]
  readonly deny: readonly string[]
}

/** What changes who may see what. `by` asks for it, and may well be refused. */
export type Change = { readonly by: string; readonly server: string } & (
  | { readonly kind: 'create role'; readonly role: string; readonly permissions: readonly string[] }
  | { readonly kind: 'edit role'; readonly role: string; readonly permissions: readonly string[] }
  | { readonly kind: 'delete role'; readonly role: string }
  | { readonly kind: 'order roles'; readonly roles: readonly string[] }
  | { readonly kind: 'give roles'; readonly member: string; readonly roles: readonly string[] }
  | { readonly kind: 'override'; readonly channel: string; readonly targets: readonly Target[] }
  | { readonly kind: 'create channel'; readonly channel: string }
  | { readonly kind: 'edit channel'; readonly channel: string; readonly topic: string }
  | { readonly kind: 'delete channel'; readonly channel: string }
  | { readonly kind: 'kick'; readonly member: string }
  | { readonly kind: 'leave' }
  | { readonly kind: 'join' }
  | { readonly kind: 'rename server'; readonly name: string }
  | { readonly kind: 'create server' }
  | { readonly kind: 'delete server' }
)

/** What goes on meanwhile. */
export type Traffic = { readonly by: string } & (
  | { readonly kind: 'say'; readonly channel: string; readonly message: string }
  | { readonly kind: 'say by socket'; readonly channel: string; readonly text: string }
  | { readonly kind: 'edit'; readonly message: string }
  | { readonly kind: 'retract'; readonly message: string }
  | { readonly kind: 'react'; readonly message: string }
  | { readonly kind: 'type'; readonly channel: string }
  | { readonly kind: 'mark'; readonly message: string }
  | { readonly kind: 'list channels'; readonly server: string }
  | { readonly kind: 'read'; readonly channel: string }
  | { readonly kind: 'come again' }
)

export type Step = Change | Traffic
