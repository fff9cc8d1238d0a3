/** Letters that are seen by what they do to others: they steer a line, or hide in it. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const unseen = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g

const escape = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`

/** What anybody wrote, so that all of it is seen and none of it acts. */
export const showText = (text: string): string => text.replaceAll(unseen, escape)
