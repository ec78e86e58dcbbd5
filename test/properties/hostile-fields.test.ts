import { posix } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { checksByCode, diagnose } from '../../src/diagnostics/index.ts';
import { factsChecks } from '../../src/facts/index.ts';
import { type Generated, generatorChecks } from '../../src/generator/index.ts';
import { loadSpec, validateSpec } from '../../src/index.ts';
import { parseDocument, specChecks } from '../../src/spec/index.ts';
import { halfCharacter, hostileTexts } from './hostile-texts.ts';
import { run } from './pipeline.ts';
import { isSelection, plant, pointerIn, specFor, type TextField, textFields, valueAt } from './text-fields.ts';

const checks = checksByCode(specChecks, factsChecks, generatorChecks);

/** The errors of a spec, each with the line where it stands, and the lines of the text that was planted. */
function errorsOf(field: TextField, text: string) {
  const { spec, pointer } = plant(specFor(field), field, text);
  const source = JSON.stringify(spec, null, 1);
  const { findings, generated } = run(source);
  if (findings.length === 0) return { errors: [], generated, pointer, source };
  const parsed = parseDocument('spec.yaml', source);
  const { diagnostics } = diagnose({ findings, checks, sources: new Map([['spec.yaml', parsed.source]]), today: '2026-05-01' });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  return { errors, generated, pointer, source };
}

/** Whether a finding stands at the text, in the entry that it is the key of, or at the selection that it is a condition of. */
function standsThere(found: string, pointer: string, { path, at }: TextField): boolean {
  if (found === pointer || (at === 'key' && found.startsWith(`${pointer}/`))) return true;
  return isSelection(path) && found.endsWith('/select') && pointer.startsWith(found);
}

function expectNoWayOut({ files, plan }: Generated): void {
  const folder = '/out/generated/base';
  for (const [path, text] of files) {
    expect(posix.resolve(folder, path).startsWith(`${folder}/`), path).to.equal(true);
    expect(path).to.match(/^([a-z0-9_()-][a-z0-9._()-]*\/)*[\w.]+$/);
    if (path.endsWith('.json')) expect(() => JSON.parse(text), path).not.to.throw();
  }
  for (const { template, parameters } of plan.steps.filter((step) => step.kind === 'deployment')) {
    expect(files.has(template) && files.has(parameters), template).to.equal(true);
  }
}

/** That a text is either refused once, where it stands, or generates files that hold together. */
function expectRefusedOrSafe(field: TextField, text: string): 'refused' | 'taken' {
  const { errors, generated, pointer, source } = errorsOf(field, text);
  const about = `${field.path.join('/')} = ${JSON.stringify(text).slice(0, 60)}`;
  if (generated !== undefined && errors.length === 0) {
    expectNoWayOut(generated);
    return 'taken';
  }
  expect(
    errors.map(({ code, pointer: at, message }) => `${code} ${at} ${message.slice(0, 200)}`),
    about,
  ).to.have.length(1);
  const [error] = errors as [(typeof errors)[0]];
  if (error.code.startsWith('ADE00')) {
    // What no file can hold has no place in the model: it is found by its line.
    expect(source.split('\n')[error.range.start.line - 1], about).to.include('\\ud800');
  } else {
    expect(standsThere(error.pointer, pointer, field), `${about}: ${error.code} ${error.message} at ${error.pointer}`).to.equal(true);
    expect(error.range.start.line, about).to.be.greaterThan(1);
  }
  return 'refused';
}

const inOne = (scenario: string | undefined): boolean => scenario === 'enable-existing-vm' || scenario === 'enable-scale-set';
/** Selections are tried where every registered machine may be selected. */
const fields = textFields().filter(({ path, scenario }) => !isSelection(path) || inOne(scenario));
/** Fields by what the schema wants under one key, wherever that may stand; of each definition one place after the other. */
const kinds = new Map<string, TextField[]>();
for (const field of fields) {
  const kind = `${field.at} ${field.path.at(-1)} ${JSON.stringify(field.node)}`;
  kinds.set(kind, [...(kinds.get(kind) ?? []), field]);
}
const isFree = ({ node, at }: TextField): boolean =>
  node.enum === undefined &&
  node.const === undefined &&
  (at === 'value' ? node.pattern === undefined : typeof node.additionalProperties === 'object');

/** What stands in a field of the base spec. */
function before(field: TextField): string | undefined {
  const spec = specFor(field);
  const value = valueAt(spec, pointerIn(spec, field));
  return field.at === 'value' && field.node.enum === undefined && typeof value === 'string' ? value : undefined;
}

/** A text as it is, behind what its field has, such as a URL, and in the midst of that where it has parts. */
function variants(field: TextField, text: string, index: number): string[] {
  const parts = before(field)?.split('/');
  if (parts === undefined) return [text];
  const whole = parts.join('/');
  if (parts.length < 4) return [index % 2 === 0 ? text : whole + text];
  return [text, whole + text, parts.with(Math.floor(parts.length / 2), text).join('/')];
}

/** Tries every text, and every definition that is of this kind; says how many texts were taken. */
function tryAll(places: TextField[], texts: readonly string[]): number {
  const definitions = [...new Map(places.map((field) => [field.definition, field])).values()];
  let taken = 0;
  for (let index = 0; index < Math.max(texts.length, definitions.length); index++) {
    const text = texts[index % texts.length] as string;
    // Of the places of one definition, as many as there are texts come up.
    const { definition } = definitions[index % definitions.length] as TextField;
    const there = places.filter((field) => field.definition === definition);
    const field = there[index % there.length] as TextField;
    for (const variant of variants(field, text, index)) if (expectRefusedOrSafe(field, variant) === 'taken') taken++;
  }
  return taken;
}

describe('hostile texts in every text field of a spec', function () {
  this.timeout(120_000);

  it('are tried in every field that the schema has', () => {
    expect(new Set(fields.map(({ definition }) => definition)).size).to.be.greaterThan(300);
    const tags = fields.find(({ path }) => path.join('/') === 'scenarios/0/virtualMachines/0/tags/*');
    expect(tags?.definition).to.match(/^#\/\$defs\/tags/);
  });

  it('are refused once, where they stand, or stay texts: fields that take any text', () => {
    let taken = 0;
    for (const places of kinds.values()) if (isFree(places[0] as TextField)) taken += tryAll(places, [...hostileTexts, halfCharacter]);
    expect(taken, 'texts that were taken').to.be.greaterThan(250);
  });

  it('are refused once, where they stand, or stay texts: fields that want a form', () => {
    for (const places of kinds.values()) {
      const [field] = places as [TextField];
      if (!isFree(field)) tryAll(places, field.node.pattern === undefined ? ['[x]', '__proto__'] : hostileTexts);
    }
  });

  it('are refused once, where they stand, or stay texts: any field, any text', () => {
    fc.assert(
      fc.property(fc.constantFrom(...fields), fc.constantFrom(...hostileTexts), fc.constantFrom(...hostileTexts), (field, one, other) => {
        expectRefusedOrSafe(field, one + other);
      }),
      { numRuns: 60 },
    );
  });

  it('never stop the support rules, and what these say has a place', () => {
    for (const [field] of [...kinds.values()].filter(([first]) => isFree(first as TextField)) as [TextField][]) {
      for (const text of ['__proto__', 'constructor', hostileTexts[0] as string]) {
        const { spec } = plant(specFor(field), field, text);
        const { diagnostics } = validateSpec(loadSpec({ name: 'spec.yaml', text: JSON.stringify(spec, null, 1) }), { today: '2026-05-01' });
        for (const { code, message, file, range } of diagnostics) {
          expect([file, range.start.line > 0], code).to.deep.equal(['spec.yaml', true]);
          expect(message, `${field.path.join('/')} = ${text}`).not.to.match(/undefined|\[object |\[native code\]/);
        }
      }
    }
  });
});
