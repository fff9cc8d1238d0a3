import type { Catalogue } from '../catalogue.ts'

export const time: Catalogue['time'] = {
  today: '今天',
  yesterday: '昨天',
  at: (day, clock) => `${day} ${clock}`,
}
