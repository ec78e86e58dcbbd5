/** What js-yaml 5.5 says → what a writer of a spec can do about it. The first that matches counts. */
const reasons: readonly [RegExp, string][] = [
  [/^tab characters must not be used in indentation/, 'a tab indents this line. Indent with blanks.'],
  [
    /^bad indentation of a (mapping|sequence) entry/,
    'this line is not indented as its neighbours are. Entries of one list or mapping begin in one column.',
  ],
  [
    /^deficient indentation/,
    'a bracket or quote that opened above is not closed. If it is closed further down, indent this line more than the one where it opened.',
  ],
  [
    /^can not read a block mapping entry/,
    'this line should be a key with a colon, such as `size: Standard_D4s_v5`. Look for a missing colon here or for a missing quote above.',
  ],
  [/^expected ':' after a mapping key/, 'a colon is missing after this key.'],
  [/^missed comma between flow collection entries/, 'a comma is missing between two entries in brackets.'],
  [/^expected the node content, but found ','/, 'there is a comma without an entry before it.'],
  [/^unexpected end of the stream within a flow collection/, 'a bracket is opened and not closed: `]` or `}` is missing.'],
  [/^unexpected end of the (stream|document) within a single quoted scalar/, "a quote is opened and not closed: ' is missing."],
  [/^unexpected end of the (stream|document) within a double quoted scalar/, 'a quote is opened and not closed: " is missing.'],
  [/^unknown escape sequence/, 'no such escape exists in double quotes. Write a backslash as \\\\, or use single quotes.'],
  [
    /^expected hexadecimal character/,
    'hexadecimal digits are missing after \\x, \\u or \\U. Write a backslash as \\\\, or use single quotes.',
  ],
  [/^expected valid JSON character/, 'a control character stands inside quotes. Write it as an escape, for example \\t.'],
  [/^unidentified alias "(.*)"/, 'no anchor `&$1` stands above the alias `*$1`. A text that begins with * needs quotes.'],
  [/^name of an (alias|anchor) node must/, 'a text that begins with * or & needs quotes.'],
  [/^(alias node should not have any properties|duplication of a)/, 'there are two anchors, tags or aliases on one value. Keep one.'],
  [
    /^(unknown \w+ tag|undeclared tag handle|tag (name|suffix)|cannot resolve a node with|named tag handle)/,
    'tags such as !name are not read. A text that begins with ! needs quotes.',
  ],
  [/^unexpected end of the stream within a verbatim tag/, 'tags such as !<name> are not read. A text that begins with ! needs quotes.'],
  [
    /^end of the stream or a document separator is expected/,
    'the document has ended above, and more text follows. Look at the indentation, or for a bracket too many.',
  ],
  [/directive|YAML version/, 'a line that begins with % is a directive, and this one is not read. A text that begins with % needs quotes.'],
  [
    /block scalar|chomping mode|indentation width|a line break is expected/,
    'after | or > only -, + or a digit may stand on the line; the text follows below, indented.',
  ],
  [/^a whitespace character is expected after the key-value separator/, 'a blank is missing after the colon.'],
];

/** What stands at the mark tells more than the parser does when it stopped at a character that means something in YAML. */
const reasonsByCharacter: Record<string, string> = {
  '@': 'a text that begins with @ needs quotes.',
  '`': 'a text that begins with ` needs quotes.',
  '%': 'a text that begins with % needs quotes.',
  ':': 'a colon is not expected here. A text that holds a colon and a blank needs quotes; a key begins in the column of its neighbours.',
};

/**
 * The parser's reason in plain words; its own where no better ones are known.
 * @param character what stands at the parser's mark
 */
export function syntaxReason(reason: string, character = ''): string {
  const special = reason.startsWith('bad indentation') ? reasonsByCharacter[character] : undefined;
  if (special !== undefined) return special;
  for (const [pattern, words] of reasons) {
    const match = pattern.exec(reason);
    if (match !== null) return words.replaceAll('$1', match[1] ?? '');
  }
  return `${reason}.`;
}
