export const ui = {
  close: 'Close',
  cancel: 'Cancel',
  tryAgain: 'Try again',
  showCharacters: 'Show characters',
  hideCharacters: 'Hide characters',
  copied: 'Copied',
  copyFailed: 'Nothing was copied: the clipboard was not to be had.',
  loading: 'Loading',
}
