import { expect } from 'chai';
import { readTracked, trackedFiles } from './tracked-files.ts';

const code = trackedFiles('*.ts', '*.mjs', '*.cjs').filter((path) => !path.includes('.generated.'));
const text = trackedFiles().filter((path) => path !== 'package-lock.json' && !/\.(png|bin|gz)$/.test(path));

/** `file:line: text` of the lines that match. */
const linesThat = (matches: (line: string) => boolean, files: readonly string[]): string[] =>
  files.flatMap((path) =>
    readTracked(path)
      .split('\n')
      .flatMap((line, index) => (matches(line) ? [`${path}:${index + 1}: ${line.trim().slice(0, 120)}`] : [])),
  );

describe('files', () => {
  it('are short enough to be read in one go: at most 400 lines of code', () => {
    expect(code.filter((path) => readTracked(path).split('\n').length > 401)).to.deep.equal([]);
  });

  it('have names in kebab-case', () => {
    // `.full.ts`: the long form of a test, which `npm test` runs in short.
    const names = code.map((path) => path.split('/').at(-1) as string);
    expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|full|d))?\.(ts|mjs|cjs)$/.test(name))).to.deep.equal([]);
  });

  it('name no machine: no home folders, no temporary folders, no hosts', () => {
    const machine = new RegExp(
      ['/ho' + 'me/[a-z]', '/ro' + 'ot/', '/Us' + 'ers/[A-Za-z]', '/wo' + 'rk/', 'C:\\\\Us' + 'ers', 'local' + 'host:[0-9]'].join('|'),
    );
    expect(
      linesThat(
        (line) => machine.test(line),
        text.filter((path) => !/^(test|generated)\//.test(path)),
      ),
    ).to.deep.equal([]);
  });

  it('speak of armade, not of how it came about', () => {
    const about = new RegExp(['\\bsess' + 'ions?\\b', '\\biss' + 'ue #?[0-9]', 'registry\\.npm' + 'js'].join('|'), 'i');
    expect(linesThat((line) => about.test(line), [...text, 'package-lock.json'])).to.deep.equal([]);
  });

  it('look beside the project nowhere but in tests and CI', () => {
    const outside = text.filter((path) => !/^(test|\.ci)\//.test(path));
    expect(linesThat((line) => line.includes('../sha' + 'red'), outside)).to.deep.equal([]);
  });

  it('hold no merge conflicts and no notes to oneself', () => {
    const unfinished = new RegExp(['^<{7} ', '^>{7} ', '//+ *(TO' + 'DO|FIX' + 'ME|X' + 'XX)\\b'].join('|'));
    expect(linesThat((line) => unfinished.test(line), code)).to.deep.equal([]);
  });

  it('call nothing Manager, Helper, Utils or Service', () => {
    const vague = /\b(class|interface|type|function|const)\s+\w*(Manager|Helper|Utils?|Service)\b/;
    expect(linesThat((line) => vague.test(line), code)).to.deep.equal([]);
  });

  it('skip no test and run none alone', () => {
    expect(
      linesThat(
        (line) => /\b(describe|it)\.(only|skip)\(/.test(line),
        code.filter((path) => path.startsWith('test/')),
      ),
    ).to.deep.equal([]);
  });
});
