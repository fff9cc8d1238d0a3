/**
 * A text with upper and lower case made one. Whoever searches folds both the question and what is searched, so that
 * gateway and clients find the same. The Greek letter that looks otherwise at the end of a word is still that letter.
 */
export const foldCase = (text: string): string => text.toLowerCase().replaceAll('ς', 'σ')
