import { normalRegion } from './agree.ts';
import { emptySelect, exceptNobody, undecidedSelect } from './checks/references.ts';
import { didYouMean } from './did-you-mean.ts';
import { matchesGlob } from './glob.ts';
import { child, items, type Node, originOf } from './node.ts';
import type { Places, PlaceText } from './place.ts';
import { part, type Reading } from './reading.ts';
import { describing, type Resource, type Resources } from './resources.ts';
import type { Os, Select, Tags } from './spec-types.generated.ts';

/** What a `select` looks at. */
interface SelectableText extends PlaceText {
  name?: string;
  os?: Os;
  size?: string;
  tags?: Tags;
}

export interface Selection {
  select: Select;
  except?: string[];
}

/** How a machine stands to one condition; a text names the fact that is missing. */
type Verdict = boolean | { missing: string };

/** The machines of the registries and facts files that match all conditions, without those left out. */
export function selectResources<T extends SelectableText>(
  reading: Reading,
  places: Places,
  resources: Resources<T>,
  selection: Node<Selection>,
  scenario: Node<PlaceText>,
): Resource<T>[] {
  const select = child(selection, 'select') as Node<Select>;
  if (resources.registered.length === 0) {
    reading.report(emptySelect, 'noRegistry', originOf(select), { registry: resources.kind });
    return [];
  }
  const subscription = places.writtenSubscription(select);
  if (subscription?.known === false) return [];

  const matching: Resource<T>[] = [];
  const undecided = new Map<string, string[]>();
  for (const resource of resources.registered) {
    const verdicts = conditions(places, select, subscription?.value, resource, scenario);
    if (verdicts.includes(false)) continue;
    const open = verdicts.find((verdict) => typeof verdict === 'object');
    if (open === undefined) matching.push(resource);
    else undecided.set(open.missing, [...(undecided.get(open.missing) ?? []), resource.name]);
  }
  for (const [fact, names] of undecided) {
    const machines = names.length > 12 ? [...names.slice(0, 12), `${names.length - 12} more`] : names;
    reading.report(undecidedSelect, 'fact', originOf(select), { fact, machines });
  }
  const chosen = withoutExcepted(reading, matching, resources.all, selection);
  if (chosen.length === 0) {
    const reason = matching.length > 0 ? ' without being under `except`' : '';
    reading.report(emptySelect, 'none', originOf(select), { kind: resources.kindName, reason });
  }
  return chosen;
}

function conditions<T extends SelectableText>(
  places: Places,
  { value: select }: Node<Select>,
  subscriptionId: string | undefined,
  resource: Resource<T>,
  scenario: Node<PlaceText>,
): Verdict[] {
  const nodes = describing(resource) as readonly Node<SelectableText>[];
  const verdicts: Verdict[] = [];
  const must = <V>(wanted: V | undefined, fact: string, found: V | undefined, holds: (found: V, wanted: V) => boolean) => {
    if (wanted !== undefined) verdicts.push(found === undefined ? { missing: fact } : holds(found, wanted));
  };
  const place = (key: 'resourceGroup' | 'location') => {
    const fact = places[key](nodes, [scenario]);
    return fact.known ? fact.value : undefined;
  };
  if (select.name !== undefined) {
    const { name: pattern } = select;
    verdicts.push(matchesGlob(resource.name, pattern) || (resource.key !== undefined && matchesGlob(resource.key, pattern)));
  }
  if (subscriptionId !== undefined) {
    const fact = places.subscriptionId(nodes, [scenario]);
    must(
      subscriptionId,
      'subscription',
      fact.known ? fact.value : undefined,
      (found, wanted) => found.toLowerCase() === wanted.toLowerCase(),
    );
  }
  if (select.resourceGroup !== undefined) must(select.resourceGroup, 'resourceGroup', place('resourceGroup'), matchesGlob);
  if (select.location !== undefined) {
    must(select.location, 'location', place('location'), (found, wanted) => matchesGlob(normalRegion(found), normalRegion(wanted)));
  }
  must(select.os, 'os.type', part(part(nodes, 'os'), 'type')[0]?.value, (found, wanted) => found === wanted);
  must(select.size, 'size', part(nodes, 'size')[0]?.value, matchesGlob);
  // A machine without `tags` has none of them: whoever selects by tag lists tags.
  const tags = Object.entries(Object.assign({}, ...part(nodes, 'tags').map(({ value }) => value)) as Tags);
  for (const [tag, pattern] of Object.entries(select.tags ?? {})) {
    verdicts.push(tags.some(([name, value]) => name.toLowerCase() === tag.toLowerCase() && matchesGlob(value, pattern)));
  }
  return verdicts;
}

function withoutExcepted<T extends SelectableText>(
  reading: Reading,
  matching: Resource<T>[],
  all: readonly Resource<T>[],
  selection: Node<Selection>,
): Resource<T>[] {
  const namesOf = ({ key, name }: Resource<T>) => (key === undefined ? [name] : [name, key]);
  let rest = matching;
  for (const except of items(child(selection, 'except'))) {
    const isMeant = (resource: Resource<T>) => namesOf(resource).some((name) => matchesGlob(name, except.value));
    rest = rest.filter((resource) => !isMeant(resource));
    if (all.some(isMeant)) continue;
    const suggestion = didYouMean(except.value, all.flatMap(namesOf));
    const data = { value: except.value, ...(suggestion && { suggestion }) };
    reading.report(exceptNobody, suggestion === undefined ? 'nobody' : 'suggestion', originOf(except), data);
  }
  return rest;
}
