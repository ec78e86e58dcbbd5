import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import fc from 'fast-check';
import { az, patchCommand, shellQuote } from '../../src/generator/commands.ts';
import { baseSpec } from './base-spec.ts';
import { deploymentsOf } from './expanded.ts';
import { hostileText, hostileTexts } from './hostile-texts.ts';
import { generated } from './pipeline.ts';
import { drawn, specOf } from './random-spec.ts';

/** The words that a POSIX shell passes to `az`, for each call in these lines. */
function callsOf(lines: readonly string[], env: Record<string, string> = {}): string[][] {
  const script = `az() { printf '%s\\0' "$@" >&2; printf '\\1' >&2; }\n${lines.join('\n')}\n`;
  const { stderr, status } = spawnSync('sh', ['-eu'], { input: script, encoding: 'utf8', env: { PATH: process.env.PATH ?? '', ...env } });
  expect(status, stderr).to.equal(0);
  return stderr
    .split('\u0001')
    .slice(0, -1)
    .map((call) => call.split('\0').slice(0, -1));
}

/** Options with their values, whichever way they are written. */
function optionsOf(words: readonly string[]): Map<string, string> {
  const options = new Map<string, string>();
  for (const [index, word] of words.entries()) {
    const [, joined, value] = /^(--[a-z-]+)=(.*)$/s.exec(word) ?? [];
    if (joined !== undefined) options.set(joined, value as string);
    else if (word.startsWith('--')) options.set(word, words[index + 1] ?? '');
  }
  return options;
}

describe('commands in a shell', () => {
  const withoutNul = hostileText.map((text) => text.replaceAll('\0', ''));

  it('pass every text as it is, and none of it as an option', () => {
    fc.assert(
      fc.property(fc.array(withoutNul, { minLength: 20, maxLength: 40 }), (texts) => {
        const calls = callsOf(texts.flatMap((text) => [az('group show', { name: text }), `az ${shellQuote(text)}`]));
        for (const [index, text] of texts.entries()) {
          const [option, plain] = calls.slice(2 * index);
          expect(plain).to.deep.equal([text]);
          expect(option?.slice(2)).to.deep.equal(text.startsWith('-') ? [`--name=${text}`] : ['--name', text]);
        }
      }),
      { numRuns: 5, examples: [[hostileTexts.map((text) => text.replaceAll('\0', ''))]] },
    );
  });

  it('pass the body of a PATCH as JSON, with the values of its variables in their places', () => {
    fc.assert(
      fc.property(fc.array(hostileText, { minLength: 1, maxLength: 5 }), (texts) => {
        const patch = { texts, secret: { $parameter: 'given' }, status: { $extensionStatus: 'ade' } };
        const [words] = callsOf([patchCommand({ $parameter: 'target' }, '2025-04-01', patch)], {
          given: 'https://a/b',
          secretUrl: 'c d',
          target: '/disk',
        });
        const options = optionsOf(words as string[]);
        expect(options.get('--uri')).to.equal('/disk?api-version=2025-04-01');
        expect(JSON.parse(options.get('--body') as string)).to.deep.equal({ texts, secret: 'https://a/b', status: 'c d' });
      }),
      { numRuns: 5 },
    );
  });

  it('of any plan are calls of az, and deploy its files to its places', () => {
    fc.assert(
      fc.property(drawn, (parts) => {
        const result = generated(specOf(parts));
        const { steps } = result.plan;
        const lines = steps.flatMap(({ commands }) => commands);
        const variables = Object.fromEntries([...lines.join('\n').matchAll(/\$(\w+)/g)].map(([, name]) => [name as string, 'x']));
        const calls = callsOf(
          lines.map((line) => line.replace('$(base64 -w0 KEY_FILE)', 'key')),
          variables,
        );
        expect(calls.length).to.equal(lines.length);
        for (const step of deploymentsOf(result)) {
          const call = calls[lines.indexOf(step.commands[0] as string)] as string[];
          expect(call.slice(0, 3)).to.deep.equal(['deployment', 'group', 'create']);
          expect(Object.fromEntries(optionsOf(call))).to.deep.equal({
            '--subscription': step.subscriptionId,
            '--resource-group': step.resourceGroup,
            '--name': step.deploymentName,
            '--template-file': step.template,
            '--parameters': `@${step.parameters}`,
          });
          expect(result.files.has(step.template) && result.files.has(step.parameters), step.id).to.equal(true);
        }
        for (const step of steps) {
          if (!('machine' in step) || step.kind === 'updateVirtualMachine') continue;
          const options = optionsOf(calls[lines.indexOf(step.commands[0] as string)] as string[]);
          const [, , subscription, , group, , , , name] = step.machine.split('/');
          expect([options.get('--subscription'), options.get('--resource-group')]).to.deep.equal([subscription, group]);
          expect([...options.values()], step.id).to.include(name);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('name every step that the base spec has', () => {
    const kinds = new Set(generated(baseSpec()).plan.steps.map(({ kind }) => kind));
    expect([...kinds].sort()).to.include.members([
      'deleteExtension',
      'deployment',
      'manual',
      'updateDisk',
      'updateKeyVault',
      'upgradeInstances',
      'wait',
    ]);
  });
});
