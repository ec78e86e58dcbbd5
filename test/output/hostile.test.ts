import { expect } from 'chai';
import fc from 'fast-check';
import { formatters, type OutputFormat } from '../../src/output/index.ts';
import { diagnostic, hostileTexts, input, related } from './formatter-input.ts';

const formats = Object.keys(formatters) as OutputFormat[];

/** The text wherever a user's text can stand. */
const printed = (format: OutputFormat, text: string): string =>
  formatters[format](
    input({
      text: `${text}\n  os: Linux ${text}\n`,
      diagnostics: [
        diagnostic({ message: text, pointer: `/${text}`, related: [related(1, text)] }),
        diagnostic({ file: text, message: text, suppression: { reason: text, until: '2026-01-01' } }),
      ],
      unchecked: [{ fact: text, count: 1, codes: ['ADE2103'] }],
    }),
  );

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
const unsafe = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069\uFEFF]/;

const hostile = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({ unit: fc.constantFrom(...'\n\r\t\0\u007f\ufffe\u001b\u009b\u202e\ud83d\udd12%:,|`[]()<>&"\'\\#@ ax'.split('')) }),
);
const holds = (property: (text: string) => void): void =>
  fc.assert(fc.property(hostile, property), { examples: hostileTexts.map((text) => [text]) });

describe('texts that mean harm', () => {
  for (const format of formats) {
    it(`${format} sends nothing to a terminal that moves its cursor or colors it`, () => {
      holds((text) => {
        expect(printed(format, text)).not.to.match(unsafe);
      });
    });
  }

  it('cost no line of its own in formats that are read by lines', () => {
    for (const format of ['pretty', 'github', 'markdown'] as const) {
      const lines = printed(format, 'plain').split('\n').length;
      holds((text) => {
        expect(printed(format, text).split('\n')).to.have.length(lines);
      });
    }
  });

  it('come back from JSON and SARIF as they were', () => {
    holds((text) => {
      expect(JSON.parse(printed('json', text)).diagnostics[0].message).to.equal(text);
      const message = JSON.parse(printed('sarif', text)).runs[0].results[0].message.text;
      expect(message.replace(/\\([[\]])/g, '$1')).to.equal(text.replace(/\\([[\]])/g, text.includes('](') ? '\\$1' : '$1'));
    });
  });

  it('begin no workflow command', () => {
    holds((text) => {
      const commands = printed('github', text)
        .split('\n')
        .filter((line) => line.startsWith('::'));
      expect(commands).to.have.length(2);
      expect(commands[0]?.split('::')[1]).to.equal('error file=spec.yaml,line=2,col=7,endColumn=11,title=ADE2103 linux-os-disable');
    });
  });

  /** Sorted, since a text that is a file's name moves its suite. */
  const tags = (xml: string) => xml.match(/<[^\s>]+/g)?.sort();

  it('stay inside their XML attribute or element', () => {
    holds((text) => {
      const xml = printed('junit', text);
      // Tags are the only "<", and every "&" begins one of the four entities.
      const shape = xml.replace(/"[^"<]*"/g, '""').replace(/>[^<>]*</g, '><');
      expect(shape.match(/<[^>]*>/g)?.join('')).to.equal(shape.trim());
      expect(xml.replace(/&(amp|lt|gt|quot);/g, '')).not.to.match(/[&\ufffe\uffff]/);
      expect(tags(xml)).to.deep.equal(tags(printed('junit', 'plain')));
    });
  });

  it('stay inside their cell', () => {
    holds((text) => {
      const row = printed('markdown', text).split('\n')[4] ?? '';
      expect(row.split('|')).to.have.length(6);
      expect(row.replaceAll('<br>', '').replace('[ADE2103](https:', '')).not.to.match(/[<>@[\]`*]/);
    });
  });
});
