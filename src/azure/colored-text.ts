/** ANSI-256 colours of `az deployment group what-if`: https://github.com/Azure/azure-cli, resource/_color.py (2026-08). */
export const colors = {
  orange: '\u001b[38;5;208m',
  green: '\u001b[38;5;77m',
  purple: '\u001b[38;5;141m',
  blue: '\u001b[38;5;39m',
  grey: '\u001b[38;5;246m',
  red: '\u001b[38;5;203m',
  yellow: '\u001b[38;5;136m',
  reset: '\u001b[0m',
} as const;
export type Color = keyof typeof colors;

/** Text that is put together piece by piece; a piece in a colour is followed by the colour around it. */
export class ColoredText {
  readonly #colored: boolean;
  readonly #around: Color[] = [];
  #text = '';

  constructor(colored: boolean) {
    this.#colored = colored;
  }

  add(text: string, color?: Color): this {
    if (color === undefined) this.#text += printable(text);
    else this.within(color, () => this.add(text));
    return this;
  }

  line(text = ''): this {
    return this.add(`${text}\n`);
  }

  within(color: Color, write: () => void): void {
    this.#around.push(color);
    this.#switchTo(color);
    write();
    this.#around.pop();
    this.#switchTo(this.#around.at(-1) ?? 'reset');
  }

  toString(): string {
    return this.#text;
  }

  #switchTo(color: Color): void {
    if (this.#colored) this.#text += colors[color];
  }
}

/** What Azure sends must not steer the terminal. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
