import type { Color, ColoredText } from './colored-text.ts';
import type { ChangeType, PropertyChangeType, WhatIfChange, WhatIfPropertyChange } from './what-if-types.ts';
import { indentation, isArray, isLeaf, isObject, writeValue } from './what-if-values.ts';

/**
 * Symbols, order and colours of what-if: https://github.com/Azure/azure-cli, resource/_formatters.py (2026-08).
 * `NoEffect` is a kind of property change only; the legend lists both kinds together.
 */
export const changeKinds: Record<ChangeType | 'NoEffect', { symbol: string; color: Color; order: number }> = {
  Delete: { symbol: '-', color: 'orange', order: 0 },
  Create: { symbol: '+', color: 'green', order: 1 },
  Deploy: { symbol: '!', color: 'blue', order: 2 },
  Modify: { symbol: '~', color: 'purple', order: 3 },
  NoChange: { symbol: '=', color: 'reset', order: 4 },
  Unsupported: { symbol: 'x', color: 'grey', order: 5 },
  Ignore: { symbol: '*', color: 'grey', order: 6 },
  NoEffect: { symbol: 'x', color: 'grey', order: 7 },
};

const propertyKinds: Record<PropertyChangeType, { symbol: string; color: Color; order: number }> = {
  Delete: { symbol: '-', color: 'orange', order: 0 },
  Create: { symbol: '+', color: 'green', order: 1 },
  Modify: { symbol: '~', color: 'purple', order: 2 },
  Array: { symbol: '~', color: 'purple', order: 2 },
  NoEffect: { symbol: 'x', color: 'grey', order: 3 },
};

/** Splits a resource id where what-if does: the scope is the resource group, or what stands above it. */
export function splitResourceId(resourceId: string): { scope: string; relativeId: string } {
  const pattern =
    /^(?:\/?providers\/Microsoft\.Management\/managementGroups\/(?<group>[^/]+))?(?:\/?subscriptions\/(?<subscription>[a-f0-9-]+))?(?:\/resourceGroups\/(?<resourceGroup>[^/]+))?(?:\/providers\/(?<relative>.+))?/i;
  const { group, subscription, resourceGroup, relative } = pattern.exec(resourceId)?.groups ?? {};
  if (group !== undefined) {
    const id = `Microsoft.Management/ManagementGroups/${group}`;
    return relative === undefined ? { scope: '/', relativeId: id } : { scope: `/providers/${id}`, relativeId: relative };
  }
  if (subscription === undefined) return { scope: '/', relativeId: relative ?? resourceId };
  const scope = `/subscriptions/${subscription.toLowerCase()}`;
  if (resourceGroup === undefined) return { scope, relativeId: relative ?? '' };
  const inGroup = `resourceGroups/${resourceGroup}`;
  return relative === undefined ? { scope, relativeId: inGroup } : { scope: `${scope}/${inGroup}`, relativeId: relative };
}

/** Deletes first, then by id. */
export function inOrder(changes: readonly WhatIfChange[]): WhatIfChange[] {
  return [...changes].sort(
    (a, b) => changeKinds[a.changeType].order - changeKinds[b.changeType].order || compare(relativeIdOf(a), relativeIdOf(b)),
  );
}

export const relativeIdOf = (change: WhatIfChange): string => splitResourceId(change.resourceId ?? '').relativeId;
export const scopeOf = (change: WhatIfChange): string => splitResourceId(change.resourceId ?? '').scope;

/** Writes the resources of one scope; the caller has written the line above. */
export function writeChanges(text: ColoredText, changes: readonly WhatIfChange[]): void {
  const ordered = inOrder(changes);
  let next = 0;
  while (next < ordered.length) {
    const { changeType } = ordered[next] as WhatIfChange;
    const end = ordered.findIndex((change, index) => index > next && change.changeType !== changeType);
    const alike = ordered.slice(next, end === -1 ? ordered.length : end);
    next += alike.length;
    text.within(changeKinds[changeType].color, () => {
      for (const change of alike) writeChange(text, change, change === ordered.at(-1));
    });
  }
}

function writeChange(text: ColoredText, change: WhatIfChange, isLast: boolean): void {
  text.line();
  const relativeId = relativeIdOf(change);
  if (relativeId !== '') {
    text.add(indentation(1)).add(`${changeKinds[change.changeType].symbol} `).add(relativeId);
    const apiVersion = (change.before ?? change.after)?.apiVersion;
    if (apiVersion) text.add(` [${apiVersion}]`, 'reset');
  }
  if (change.changeType === 'Create' && change.after) writeValue(text, change.after, 2);
  else if (change.changeType === 'Delete' && change.before) writeValue(text, change.before, 2);
  else if (change.delta?.length) {
    const delta = change.delta;
    text.within('reset', () => {
      text.line();
      writeProperties(text, byKindAndPath(delta), 2);
    });
  } else if (isLast) text.line();
}

function writeProperties(text: ColoredText, changes: readonly WhatIfPropertyChange[], indent: number): void {
  const widest = Math.max(0, ...changes.filter(hasValueBesidePath).map(({ path }) => path?.length ?? 0));
  for (const change of changes) {
    writeProperty(text, change, widest, indent);
    text.line();
  }
}

function writeProperty(text: ColoredText, change: WhatIfPropertyChange, widest: number, indent: number): void {
  writePropertyPath(text, change, widest, indent);
  const { color } = propertyKinds[change.propertyChangeType];
  const inside = indent + 1;
  switch (change.propertyChangeType) {
    case 'Create':
    case 'NoEffect':
      text.within(color, () => writeValue(text, change.after, inside));
      break;
    case 'Delete':
      text.within(color, () => writeValue(text, change.before, inside));
      break;
    case 'Modify':
      if (change.children?.length) {
        text.line().line();
        writeProperties(text, byKindAndPath(change.children), inside);
      } else writeBeforeAndAfter(text, change, inside);
      break;
    case 'Array':
      writeElements(text, change, change.path ? inside : indent);
      break;
  }
}

function writePropertyPath(text: ColoredText, change: WhatIfPropertyChange, widest: number, indent: number): void {
  if (!change.path) return;
  const { symbol, color } = propertyKinds[change.propertyChangeType];
  text.add(indentation(indent)).add(symbol, color).add(' ').add(change.path).add(':', 'reset');
  text.add(' '.repeat(paddingOf(change, widest)));
}

function paddingOf(change: WhatIfPropertyChange, widest: number): number {
  const value = valueBesidePath(change);
  if (isObject(value) || (change.propertyChangeType === 'Modify' && change.children?.length)) return 0;
  return isArray(value) ? 1 : widest - (change.path?.length ?? 0) + 1;
}

function writeBeforeAndAfter(text: ColoredText, { before, after }: WhatIfPropertyChange, indent: number): void {
  text.within('orange', () => writeValue(text, before, indent));
  if (isObject(before)) text.line().add(indentation(indent));
  else text.add(' ');
  text.add('=>');
  if (!isObject(after)) text.add(' ');
  text.within('green', () => writeValue(text, after, indent));
  if (!isLeaf(before) && isLeaf(after)) text.line();
}

function writeElements(text: ColoredText, change: WhatIfPropertyChange, indent: number): void {
  // An array within an array has no path of its own, so nothing is indented yet.
  if (!change.path) text.add(indentation(indent));
  if (!change.children?.length) {
    text.line('[]');
    return;
  }
  text.line('[');
  const byIndex = [...change.children].sort((a, b) => Number(a.path) - Number(b.path) || orderOf(a) - orderOf(b));
  writeProperties(text, byIndex, indent);
  text.add(indentation(indent)).add(']');
}

function valueBesidePath(change: WhatIfPropertyChange): unknown {
  switch (change.propertyChangeType) {
    case 'Create':
    case 'NoEffect':
      return change.after;
    case 'Delete':
    case 'Modify':
      return change.before;
    case 'Array':
      return change.children;
  }
}

function hasValueBesidePath(change: WhatIfPropertyChange): boolean {
  if (change.propertyChangeType === 'NoEffect' || change.propertyChangeType === 'Array') return !change.children?.length;
  return isLeaf(valueBesidePath(change));
}

function byKindAndPath(changes: readonly WhatIfPropertyChange[]): WhatIfPropertyChange[] {
  return [...changes].sort((a, b) => orderOf(a) - orderOf(b) || compare(a.path ?? '', b.path ?? ''));
}

const orderOf = (change: WhatIfPropertyChange): number => propertyKinds[change.propertyChangeType].order;
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
