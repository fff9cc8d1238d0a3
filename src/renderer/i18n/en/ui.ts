export const ui = {
  close: 'Close',
  cancel: 'Cancel',
  tryAgain: 'Try again',
  showCharacters: 'Show characters',
  hideCharacters: 'Hide characters',
  loading: 'Loading',
}
