import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { DeploymentPlan } from '../../src/plan/types.ts';
import { type Engine, openEngine } from '../engine.ts';
import type { AnyJson } from '../shared.ts';
import { filesBelow, parametersOf, readLenientJson } from './template-files.ts';

const generated = fileURLToPath(new URL('../../generated/', import.meta.url));

describe("committed templates in Microsoft's engine", () => {
  let engine: Engine | undefined;
  before(async function () {
    engine = await openEngine(this);
  });
  after(() => engine?.close());

  it('expand to the resources that their plan names', async () => {
    let templates = 0;
    for (const file of filesBelow(generated, (name) => name === 'plan.json')) {
      const plan = readLenientJson(file) as DeploymentPlan;
      for (const step of plan.steps) {
        if (step.kind !== 'deployment') continue;
        const text = readFileSync(join(dirname(file), step.template), 'utf8');
        const given = readLenientJson(join(dirname(file), step.parameters)).parameters;
        const { subscriptionId, resourceGroup, location, deploymentName } = step;
        const scope = { tenantId: '22222222-2222-2222-2222-222222222222', subscriptionId, resourceGroup, location, deploymentName };
        const { predictedResources } = await (engine as Engine).expand(text, parametersOf(JSON.parse(text), given), scope);
        const named = predictedResources.map(({ type, name }: AnyJson) => `${type} ${name}`);
        expect(named.sort(), step.template).to.deep.equal(step.resources.map(({ type, name }) => `${type} ${name}`).sort());
        templates++;
      }
    }
    expect(templates).to.be.at.least(30);
  });
});
