import { posix } from 'node:path';
import { expect } from 'chai';
import { readTracked, trackedFiles } from './tracked-files.ts';

/** What each room may import besides itself. Packages stand beside rooms; `types` is types only. */
const allowed: Record<string, readonly string[]> = {
  model: [],
  support: ['model', 'fastest-levenshtein'],
  spec: ['model', 'diagnostics types', '#build/validators', 'js-yaml', 'fastest-levenshtein'],
  schemas: ['model', 'support', 'arm', '#build/validators', '#build/arm-validators', '#build/plan-validator'],
  facts: ['model', 'support'],
  rules: ['model', 'support'],
  arm: ['model', 'diagnostics types', 'node:crypto'],
  plan: ['model', 'microdiff', 'node:crypto', '#build/plan-validator'],
  generator: ['model', 'support', 'arm', 'plan', '#build/templates', 'handlebars', 'handlebars/runtime.js', 'node:crypto'],
  diagnostics: ['model'],
  output: ['model', 'diagnostics', 'plan types', 'picocolors', 'fast-string-width'],
  azure: ['model', 'support', 'plan', '@azure/arm-resources', '@azure/core-rest-pipeline', '@azure/identity', 'node:*'],
};
/** These may import every room that is not in this list. */
const shells = ['cli', 'index.ts'];
const everyRoom = Object.keys(allowed);

interface Import {
  file: string;
  room: string;
  /** The room or the package. */
  target: string;
  isType: boolean;
  isDynamic: boolean;
}

const importPattern =
  /\b(import|export)\s+(type\b)?[^;'"`()]*?from\s*['"]([^'"]+)['"]|(?<!')\bimport\s*\(?\s*['"]([^'"]+)['"]|\brequire\s*\(/g;

function importsOf(file: string): Import[] {
  const room = file.split('/')[1] as string;
  return [...readTracked(file).matchAll(importPattern)].map(([text, , type, from, bare]) => {
    const specifier = from ?? bare;
    if (specifier === undefined) throw new Error(`${file} calls require()`);
    const path = posix.join(posix.dirname(file), specifier);
    const target = specifier.startsWith('.') ? (path.split('/')[1] as string) : specifier;
    return { file, room, target, isType: type !== undefined, isDynamic: from === undefined && text.includes('(') };
  });
}

const sources = trackedFiles('src/*.ts').filter((file) => file !== 'src/build.d.ts');
const imports = sources.flatMap(importsOf);
const show = ({ file, target }: Import) => `${file} imports ${target}`;

describe('rooms', () => {
  it('are the folders of src', () => {
    const folders = new Set(sources.map((file) => file.split('/')[1] as string));
    expect([...folders].filter((folder) => !everyRoom.includes(folder) && !shells.includes(folder))).to.deep.equal([]);
  });

  it('are the rows of ARCHITECTURE.md', () => {
    const rows = [...readTracked('ARCHITECTURE.md').matchAll(/^\| `src\/([^`]+)` \|/gm)].map(([, room]) => room);
    expect(rows.sort()).to.deep.equal([...everyRoom, ...shells].sort());
  });

  it('import what they may', () => {
    const wrong = imports.filter(({ room, target, isType }) => {
      if (room === target || shells.includes(room)) return false;
      const may = allowed[room] ?? [];
      return (
        !may.includes(target) && !(isType && may.includes(`${target} types`)) && !(target.startsWith('node:') && may.includes('node:*'))
      );
    });
    expect(wrong.map(show)).to.deep.equal([]);
  });

  it('are not left from below: nothing imports the command line or the public API', () => {
    expect(imports.filter(({ room, target }) => shells.includes(target) && room !== target).map(show)).to.deep.equal([]);
  });

  it('keep Azure apart: @azure/* only in src/azure, and src/azure only by import()', () => {
    const wrong = imports.filter(
      ({ room, target, isType, isDynamic }) =>
        room !== 'azure' && (target.startsWith('@azure/') || (target === 'azure' && !isType && !isDynamic)),
    );
    expect(wrong.map(show)).to.deep.equal([]);
  });

  it('touch files, console, process and clock nowhere but in src/cli and src/azure', () => {
    const inside = sources.filter((file) => !/^src\/(cli|azure)\//.test(file));
    const touching =
      /\bprocess\.|\bconsole\.|\bnew Date\(\)|\bDate\.now\b|\bperformance\.|\bfetch\(|\bMath\.random\b|\bset(Timeout|Interval)\b/;
    const lines = inside.flatMap((file) =>
      code(readTracked(file))
        .split('\n')
        .filter((line) => touching.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
    expect(lines).to.deep.equal([]);
  });

  it('end nobody: process.exit is called nowhere', () => {
    expect(sources.filter((file) => /\bprocess\.exit\(/.test(code(readTracked(file))))).to.deep.equal([]);
  });
});

/** Without comments. */
const code = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');

describe('the guard of imports', () => {
  it('reads every form of import', () => {
    const forms: [string, string][] = [
      ["import type { A } from '../model/index.ts';", '../model/index.ts'],
      ["import {\n  type A,\n  b,\n} from 'js-yaml';", 'js-yaml'],
      ["export * from './fact.ts';", './fact.ts'],
      ["import 'node:fs';", 'node:fs'],
      ["const { a } = await import('../azure/index.ts');", '../azure/index.ts'],
    ];
    for (const [text, specifier] of forms) {
      const [match] = text.matchAll(importPattern);
      expect(match?.[3] ?? match?.[4], text).to.equal(specifier);
    }
  });
});
