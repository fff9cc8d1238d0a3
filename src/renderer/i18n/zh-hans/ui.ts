import type { Catalogue } from '../catalogue.ts'

export const ui: Catalogue['ui'] = {
  close: '关闭',
  cancel: '取消',
  tryAgain: '重试',
  showCharacters: '显示字符',
  hideCharacters: '隐藏字符',
  copied: '已复制',
  copyFailed: '没有复制成功：无法使用剪贴板。',
  loading: '正在加载',
}
