/** Signs that turn the direction of the text after them; a link could be made to read as another one. */
const TURNS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** For a text that is shown as it is: these signs are shown, too, instead of being obeyed. */
export function withVisibleControls(text: string): string {
  return text.replace(TURNS, (sign) => {
    const number = sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return `[U+${number}]`;
  });
}
