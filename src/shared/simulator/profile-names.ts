/** Sets of faults that are asked for by name. */
export const profileNames = ['none', 'flaky-wifi', 'train', 'server-restart', 'adversarial'] as const
export type ProfileName = (typeof profileNames)[number]
