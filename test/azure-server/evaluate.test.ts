import { join } from 'node:path';
import { expect } from 'chai';
import { type Context, Evaluator } from './evaluate.ts';
import { functions } from './functions.ts';
import { type Json, type JsonObject, objectOf } from './json.ts';
import { needShared, readLines } from './shared.ts';
import { expandTemplate } from './template.ts';

const scope: Context['scope'] = {
  subscriptionId: '11111111-1111-1111-1111-111111111111',
  tenantId: '22222222-2222-2222-2222-222222222222',
  resourceGroup: {
    id: '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-armade',
    name: 'rg-armade',
    location: 'westeurope',
    tags: {},
  },
  deploymentName: 'armade',
};
const reference = () => undefined;

describe('azure server: evaluation of templates', () => {
  /** Groups that the server plays in full; the others of Azure's functions it plays as far as generated templates go. */
  const groups =
    /^(add|sub|int|array|createArray|createObject|coalesce|and|or|not|if|equals|empty|length|contains|concat|first|last|range|join|replace|substring|trim|base64|base64ToString|uri|uriComponent|guid|subscriptionResourceId|tenantResourceId|extensionResourceId|parameters|variables)$/;

  it('answers as the recorded engine does, function by function', function () {
    const [first = '', ...cases] = readLines(needShared(this, 'arm-engine/cases/functions.jsonl'));
    const { definitions, variables } = objectOf((JSON.parse(first) as JsonObject).context);
    const parameters = Object.fromEntries(
      Object.entries(objectOf(definitions)).map(([name, value]) => [name, objectOf(value).defaultValue as Json]),
    );
    const known = new Set([...Object.keys(functions), 'parameters', 'variables', 'if']);
    let compared = 0;
    for (const line of cases) {
      const { id, group, expression, value } = JSON.parse(line) as { id: string; group: string; expression: string; value?: Json };
      const called = [...expression.replace(/'(?:[^']|'')*'/g, '').matchAll(/([A-Za-z_]\w*)\s*\(/g)].map((match) =>
        (match[1] ?? '').toLowerCase(),
      );
      if (value === undefined || !groups.test(group) || !called.every((name) => known.has(name)) || called.includes('uniquestring'))
        continue;
      const evaluator = new Evaluator({ scope, parameters, variables: objectOf(variables) as Record<string, Json>, reference });
      expect(evaluator.value(expression), `${id} ${expression}`).to.deep.equal(value);
      compared += 1;
    }
    expect(compared).to.be.greaterThan(150);
  });

  it('expands disk encryption templates as the recorded engine does', function () {
    const cases = readLines(join(needShared(this, 'arm-engine/cases'), 'expansions.jsonl'));
    const beyond = /"copy"|"functions"|lambda|shallowMerge|resourceInfo|newGuid|utcNow|mul\(|padLeft|Microsoft\.Resources\/deployments/;
    /** `uniqueString` has a value of its own here. */
    const comparable = (resource: JsonObject): JsonObject => {
      const { forceUpdateTag: _, settings, ...properties } = objectOf(resource.properties);
      const { SequenceVersion: _s, ...others } = objectOf(settings);
      return { ...resource, properties: { ...properties, settings: others } };
    };
    let compared = 0;
    for (const line of cases) {
      const { id, group, template, parameters, resources } = JSON.parse(line) as {
        id: string;
        group: string;
        template: JsonObject;
        parameters?: JsonObject;
        resources?: JsonObject[];
      };
      if (group !== 'ade' || resources === undefined || beyond.test(line) || /"\[/.test(JSON.stringify(resources))) continue;
      const given = Object.fromEntries(Object.entries(parameters ?? {}).map(([name, value]) => [name, { value }])) as JsonObject;
      const expanded = expandTemplate(template, given, { scope, reference }, JSON.stringify(template));
      const mine = expanded.resources.map((resource) => comparable({ ...resource.body, id: resource.id }));
      expect(mine, id).to.have.deep.members(resources.map(comparable));
      compared += 1;
    }
    expect(compared).to.be.greaterThan(80);
  });

  it('leaves what only a running deployment knows, with its known parts filled in', () => {
    const evaluator = new Evaluator({ scope, parameters: { vault: 'kv' }, variables: {}, reference });
    const value = evaluator.value("[reference(resourceId('Microsoft.KeyVault/vaults', parameters('vault')), '2026-02-01').vaultUri]");
    expect(value).to.equal(`[reference('${scope.resourceGroup.id}/providers/Microsoft.KeyVault/vaults/kv', '2026-02-01').vaultUri]`);
    expect(evaluator.unresolved).to.equal(1);
  });

  it('orders resources by dependsOn and by reference, and refuses a circle', () => {
    const resource = (name: string, more: JsonObject): JsonObject => ({ type: 'Microsoft.A/b', apiVersion: '2020-01-01', name, ...more });
    const template = (resources: JsonObject[]): JsonObject => ({ resources });
    const expand = (resources: JsonObject[]) => expandTemplate(template(resources), {}, { scope, reference }, '{}').resources;
    const [, second, third] = expand([
      resource('one', {}),
      resource('two', { dependsOn: ["[resourceId('Microsoft.A/b', 'one')]"] }),
      resource('three', { properties: { x: "[reference(resourceId('Microsoft.A/b', 'two'), '2020-01-01').y]" } }),
    ]);
    expect(second?.dependsOn).to.deep.equal([`${scope.resourceGroup.id}/providers/microsoft.a/b/one`.toLowerCase()]);
    expect(third?.dependsOn).to.deep.equal([`${scope.resourceGroup.id}/providers/microsoft.a/b/two`.toLowerCase()]);
    expect(() => expand([resource('one', { dependsOn: ['two'] }), resource('two', { dependsOn: ['one'] })])).to.throw(
      /Circular dependency/,
    );
  });
});
