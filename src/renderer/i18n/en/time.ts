export const time = {
  today: 'Today',
  yesterday: 'Yesterday',
  at: (day: string, clock: string) => `${day} at ${clock}`,
}
