export const ui = {
  close: 'Close',
  cancel: 'Cancel',
  back: 'Back',
  tryAgain: 'Try again',
  showCharacters: 'Show characters',
  hideCharacters: 'Hide characters',
  loading: 'Loading',
  more: 'More',
}
