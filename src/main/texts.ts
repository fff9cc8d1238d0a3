/** What main itself says to people: questions and failures. Everything else is said by the page. */
export interface Texts {
  readonly startFailed: string
  readonly cancel: string
  readonly openLink: string
  readonly openLinkQuestion: string
  /** An address without encryption. */
  readonly openPlainLinkDetail: string
  readonly openMailDetail: string
  readonly tryAgain: string
  readonly notNow: string
  readonly gatewayFailed: string
  readonly gatewayFailedDetail: string
  readonly pageFailed: string
  readonly pageFailedDetail: string
}

const en: Texts = {
  startFailed: 'Mew Desktop could not start',
  cancel: 'Cancel',
  openLink: 'Open',
  openLinkQuestion: 'Open this link?',
  openPlainLinkDetail: 'The connection to this address is not encrypted: others on the way can read and change it.',
  openMailDetail: 'It opens your e-mail program with a new message to this address.',
  tryAgain: 'Try again',
  notNow: 'Not now',
  gatewayFailed: 'The gateway inside the app does not start',
  gatewayFailedDetail: 'What was said there is kept. Your other accounts are not affected.',
  pageFailed: 'The window keeps failing',
  pageFailedDetail: 'It ended several times in a row. What was stored is kept.',
}

const zhHans: Texts = {
  startFailed: 'Mew Desktop 无法启动',
  cancel: '取消',
  openLink: '打开',
  openLinkQuestion: '要打开此链接吗？',
  openPlainLinkDetail: '与此地址的连接未加密：途中的其他人可以读取和更改内容。',
  openMailDetail: '这会在你的邮件程序中新建一封写给此地址的邮件。',
  tryAgain: '重试',
  notNow: '暂不',
  gatewayFailed: '应用内的网关无法启动',
  gatewayFailedDetail: '其中的内容仍然保留。你的其他帐号不受影响。',
  pageFailed: '窗口一再出错',
  pageFailedDetail: '它连续多次意外结束。已保存的内容仍然保留。',
}

const zhHant: Texts = {
  startFailed: 'Mew Desktop 無法啟動',
  cancel: '取消',
  openLink: '開啟',
  openLinkQuestion: '要開啟此連結嗎？',
  openPlainLinkDetail: '與此位址的連線未加密：途中的其他人可以讀取和更改內容。',
  openMailDetail: '這會在你的郵件程式中新增一封寫給此位址的郵件。',
  tryAgain: '再試一次',
  notNow: '暫不',
  gatewayFailed: '應用程式內的閘道無法啟動',
  gatewayFailedDetail: '其中的內容仍然保留。你的其他帳號不受影響。',
  pageFailed: '視窗一再出錯',
  pageFailedDetail: '它連續多次意外結束。已儲存的內容仍然保留。',
}

const ja: Texts = {
  startFailed: 'Mew Desktop を起動できません',
  cancel: 'キャンセル',
  openLink: '開く',
  openLinkQuestion: 'このリンクを開きますか？',
  openPlainLinkDetail:
    'このアドレスへの接続は暗号化されていません。途中で他人に読まれたり書き換えられたりするおそれがあります。',
  openMailDetail: 'メールソフトで、このアドレス宛ての新しいメールを作成します。',
  tryAgain: '再試行',
  notNow: 'あとで',
  gatewayFailed: 'アプリ内のゲートウェイが起動しません',
  gatewayFailedDetail: 'これまでの内容は保存されています。ほかのアカウントに影響はありません。',
  pageFailed: 'ウィンドウが繰り返し異常終了しています',
  pageFailedDetail: '続けて何度か終了しました。保存済みの内容はそのまま残っています。',
}

const traditional = /^zh-(?:hant|tw|hk|mo)/i

/** By the language of the system, as Electron names it; English where there is no better one. */
export function textsFor(locale: string): Texts {
  if (/^ja\b/i.test(locale)) return ja
  if (traditional.test(locale)) return zhHant
  return /^zh\b/i.test(locale) ? zhHans : en
}
