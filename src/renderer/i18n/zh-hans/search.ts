import type { Catalogue } from '../catalogue.ts'
import { isolated } from '../isolate.ts'

export const search: Catalogue['search'] = {
  label: '搜索',
  open: '搜索消息',
  in: (place) => `在${isolated(place)}中搜索`,
  clear: '清除搜索',
  results: '搜索结果',
  close: '关闭搜索结果',
  scope: '搜索范围',
  searching: '正在搜索',
  count: (count) => `${count.toLocaleString('zh-Hans')} 条消息`,
  atLeast: (count) => `至少 ${count.toLocaleString('zh-Hans')} 条消息`,
  more: '更多结果',
  loadingMore: '正在加载更多结果',
  moreFailed: '更多结果未能加载。',
  nothing: (wanted) => `没有包含“${isolated(wanted)}”的消息`,
  nothingText: '已搜索这里所有你有权查看的消息。',
  keptOnly: '只搜索了保存在这台电脑上的内容。',
  nothingKept: (wanted) => `保存在这里的内容中没有“${isolated(wanted)}”`,
  failed: '搜索未能完成',
}
