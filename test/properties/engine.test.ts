import { expect } from 'chai';
import fc from 'fast-check';
import type { Generated } from '../../src/generator/index.ts';
import type { DeploymentStep } from '../../src/plan/types.ts';
import { parametersOf } from '../conformance/template-files.ts';
import { type Engine, openEngine } from '../engine.ts';
import type { AnyJson } from '../shared.ts';
import { baseSpec } from './base-spec.ts';
import { generated, run } from './pipeline.ts';
import { drawn, specOf } from './random-spec.ts';
import { isSelection, plant, pointerIn, type TextField, textFields, valueAt } from './text-fields.ts';

/** Texts around a word of their own, by which they are found again in what Azure would deploy. */
const forms: Record<string, (word: string) => string> = {
  expression: (word) => `[concat('${word}', '')]`,
  escaped: (word) => `[[${word}]]`,
  parameter: (word) => `[parameters('${word}')]`,
  open: (word) => `[${word}'"\`$(id){{x}}}`,
  quotes: (word) => `''${word}'' \\ "]`,
  control: (word) => `${word}\n\u2028\u0000🙂__proto__`,
};

interface Text {
  field: TextField;
  text: string;
}

const base = baseSpec();
const free = textFields().filter(
  ({ path, node, at }) =>
    path[0] !== 'name' &&
    !isSelection(path) &&
    node.enum === undefined &&
    node.const === undefined &&
    (at === 'value' || path.at(-2) === 'tags'),
);
const inBase = free.filter((field) => field.at === 'key' || typeof valueAt(base, pointerIn(base, field)) === 'string');
const definitionsInBase = new Set(inBase.map(({ definition }) => definition));
/** Every field that the base spec has, and one of each definition that it has nowhere. */
const fields = [
  ...inBase,
  ...new Map(free.filter(({ definition }) => !definitionsInBase.has(definition)).map((field) => [field.definition, field])).values(),
];

/** A spec with a text in every field that takes it, and those texts. */
function plantEverywhere(form: (word: string) => string): { spec: AnyJson; texts: string[] } {
  let wanted = fields.map((field, index): Text => {
    const before = valueAt(base, pointerIn(base, field));
    // What begins in a form of its own, such as a URL, goes on with the text.
    return { field, text: `${field.node.pattern === undefined || typeof before !== 'string' ? '' : before}${form(`q${index}q`)}` };
  });
  for (;;) {
    const spec = baseSpec();
    const planted = wanted.map((text) => ({ ...text, pointer: plant(spec, text.field, text.text).pointer }));
    const refused = run(spec).findings.flatMap(({ origin }) => (origin.kind === 'written' ? [origin.pointer] : []));
    if (refused.length === 0) return { spec, texts: wanted.map(({ text }) => text) };
    // What stands at the very place is refused; where nothing does, what stands around it.
    const exact = planted.filter(({ pointer }) => refused.includes(pointer));
    const around = planted.filter(({ pointer }) =>
      refused.some((place) => pointer.startsWith(`${place}/`) || place.startsWith(`${pointer}/`)),
    );
    const dropped = new Set(exact.length > 0 ? exact : around);
    if (dropped.size === 0) throw new Error(`refused elsewhere: ${refused.join(', ')}`);
    wanted = planted.filter((text) => !dropped.has(text));
  }
}

/** All strings in a value, names of properties among them. */
function stringsIn(value: AnyJson): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => [key, ...stringsIn(child)]);
}

/** What Azure Resource Manager gets of one deployment. */
async function expand(engine: Engine, { files }: Generated, step: DeploymentStep): Promise<AnyJson[]> {
  const template = files.get(step.template) as string;
  const { parameters } = JSON.parse(files.get(step.parameters) as string);
  const { subscriptionId, resourceGroup, location, deploymentName } = step;
  const scope = { tenantId: '22222222-2222-2222-2222-222222222222', subscriptionId, resourceGroup, location, deploymentName };
  return (await engine.expand(template, parametersOf(JSON.parse(template), parameters), scope)).predictedResources;
}

/** The words that a deployment has to bring to Azure: those in its resources, and in the values that these use. */
function wordsIn({ files }: Generated, step: DeploymentStep): Set<string> {
  const { resources } = JSON.parse(files.get(step.template) as string);
  const { parameters } = JSON.parse(files.get(step.parameters) as string);
  const values = Object.values<AnyJson>(parameters).map(({ value }) => value);
  return new Set(JSON.stringify([resources, values]).match(/q\d+q/g));
}

/** The name of a role assignment is made of the principal, which may be given at deployment only. */
const resourceLine =
  (step: DeploymentStep) =>
  ({ type, name }: { type: string; name: string }): string =>
    type.endsWith('roleAssignments') && step.requiredParameters.includes('backupServicePrincipalObjectId') ? type : `${type} ${name}`;

const deploymentsOf = ({ plan }: Generated): DeploymentStep[] => plan.steps.filter((step) => step.kind === 'deployment');

describe("specs in Microsoft's engine", function () {
  this.timeout(120_000);
  let engine: Engine | undefined;
  before(async function () {
    engine = await openEngine(this);
  });
  after(() => engine?.close());

  for (const [name, form] of Object.entries(forms)) {
    it(`keep texts as they are: ${name}`, async () => {
      const { spec, texts } = plantEverywhere(form);
      const result = generated(spec);
      const seen = new Set<string>();
      for (const step of deploymentsOf(result)) {
        const words = wordsIn(result, step);
        if (words.size === 0) continue;
        const strings = stringsIn(await expand(engine as Engine, result, step));
        for (const word of words) {
          const text = texts.find((planted) => planted.includes(word)) as string;
          const found = strings.filter((string) => string.includes(word));
          expect(found, `${step.template}: ${JSON.stringify(text)}`).not.to.deep.equal([]);
          for (const string of found) expect(string, step.template).to.include(text);
          seen.add(word);
        }
      }
      expect(seen.size, 'texts that reach Azure').to.be.at.least(30);
    });
  }

  it('expand to the resources that their plan names', async () => {
    await fc.assert(
      fc.asyncProperty(drawn, fc.nat(), async (parts, first) => {
        const result = generated(specOf(parts));
        const steps = deploymentsOf(result);
        // Of each spec a few deployments, so that every kind comes up in the end.
        for (const index of [first, first + 1]) {
          const step = steps[index % steps.length] as DeploymentStep;
          const named = (await expand(engine as Engine, result, step)).map(resourceLine(step));
          expect(named.sort(), step.template).to.deep.equal(step.resources.map(resourceLine(step)).sort());
        }
      }),
      { numRuns: 30 },
    );
  });
});
