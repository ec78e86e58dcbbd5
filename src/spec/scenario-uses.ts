import type { ScenarioName } from '../model/index.ts';
import { type AskText, reportWithoutEffect, ScenarioAsks } from './asks.ts';
import { nothingAsked } from './checks/references.ts';
import { child, items, type Node, originOf } from './node.ts';
import type { Places, PlaceText } from './place.ts';
import type { Reading } from './reading.ts';
import { describing, type Resource, type ResourceKind, Resources, type ResourceText } from './resources.ts';
import { type Selection, selectResources } from './select.ts';
import type * as text from './spec-types.generated.ts';

type ListText<T> = (string | (T & { name: string }))[] | (Selection & AskText);
type ScenarioText = Node<{ scenario: ScenarioName } & PlaceText>;

/** All machines and disks of a run, with the scenarios that name them. */
export interface RunResources {
  virtualMachines: Resources<text.VirtualMachine>;
  virtualMachineScaleSets: Resources<text.VirtualMachineScaleSet>;
  disks: Resources<text.Disk>;
}

/** Gathers what the scenarios name; objects of all scenarios come first, since a text may mean one of them. */
export function gatherResources(reading: Reading, places: Places): RunResources {
  const scenarios = items(child(reading.spec, 'scenarios')) as ScenarioText[];
  for (const scenario of scenarios) reportWithoutMachines(reading, scenario);
  return {
    virtualMachines: gatherKind(reading, places, scenarios, new Resources(reading, places, 'virtualMachines')),
    virtualMachineScaleSets: gatherKind(reading, places, scenarios, new Resources(reading, places, 'virtualMachineScaleSets')),
    disks: gatherKind(reading, places, scenarios, new Resources(reading, places, 'disks')),
  };
}

function gatherKind<T extends ResourceText>(
  reading: Reading,
  places: Places,
  scenarios: readonly ScenarioText[],
  resources: Resources<T>,
): Resources<T> {
  const lists = scenarios.flatMap((scenario) => {
    const list = child(scenario as Node<PlaceText & { [kind in ResourceKind]?: ListText<T> }>, resources.kind);
    return list === undefined ? [] : [{ scenario, list }];
  });
  const described = new Map<object, Resource<T> | undefined>();
  for (const { scenario, list } of lists) {
    if (!isList(list)) continue;
    for (const entry of items(list)) if (isObject(entry)) described.set(entry.value, resources.describe(entry, scenario));
  }
  for (const { scenario, list } of lists) {
    if (isList(list)) useListed(reading, resources, scenario, items(list), described);
    else useSelected(reading, places, resources, scenario, list as Node<Selection & AskText>);
  }
  return resources;
}

const isList = <T>(list: Node<ListText<T>>): list is Node<(string | (T & { name: string }))[]> => Array.isArray(list.value);
const isObject = <T extends object>(entry: Node<string | T>): entry is Node<T> => typeof entry.value === 'object';

function useListed<T extends ResourceText>(
  reading: Reading,
  resources: Resources<T>,
  scenario: ScenarioText,
  list: readonly Node<string | (T & { name: string })>[],
  described: ReadonlyMap<object, Resource<T> | undefined>,
): void {
  const asks = new ScenarioAsks(reading, scenario, undefined);
  for (const entry of list) {
    const own = isObject(entry) ? entry : undefined;
    const resource = own === undefined ? resources.resolve(entry as Node<string>, scenario) : described.get(own.value);
    if (own !== undefined) reportWithoutEffect(reading, own as Node<AskText>, asks.scenario);
    if (resource !== undefined) resources.use(resource, { scenario, entry, asks, own: own as Node<T & AskText> | undefined });
  }
}

function useSelected<T extends ResourceText>(
  reading: Reading,
  places: Places,
  resources: Resources<T>,
  scenario: ScenarioText,
  selection: Node<Selection & AskText>,
): void {
  const asks = new ScenarioAsks(reading, scenario, selection);
  const select = child(selection, 'select') as Node<unknown>;
  for (const resource of selectResources(reading, places, resources, selection, scenario)) {
    // One `select` stands for many: what it came through tells them apart.
    const registered = describing(resource)[0]?.pointer ?? '';
    const entry = { ...select, through: [...(select.through ?? []), { by: 'registry' as const, pointer: registered }] };
    resources.use(resource, { scenario, entry, asks, own: undefined });
  }
}

/** Two scenarios take machines of both kinds, so that the schema cannot ask for either. */
function reportWithoutMachines(reading: Reading, scenario: ScenarioText): void {
  const { value } = scenario;
  if (value.scenario !== 'update-encryption-settings' && value.scenario !== 'remove-encryption-extension') return;
  if ('virtualMachines' in value || 'virtualMachineScaleSets' in value) return;
  reading.report(nothingAsked, 'machines', originOf(scenario), { scenario: value.scenario });
}
