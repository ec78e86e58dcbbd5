import type { EncryptionRequest } from '../model/index.ts';
import type { Condition } from '../plan/types.ts';
import type { ExtensionHandler } from '../support/index.ts';
import { alreadyDone } from './conditions.ts';
import type { DeploymentPlace } from './place.ts';
import type { PlanningContext } from './planning-context.ts';
import { runTag } from './run-tag.ts';

/** An encryption request with everything that was looked up for it. */
export interface PlannedEncryption {
  request: EncryptionRequest;
  handler: ExtensionHandler;
  runTag: string;
  place: DeploymentPlace;
  /** The machine needs nothing when this holds. */
  alreadyDone: Condition;
}

/** Looks up what planning a request needs; undefined after reporting what is missing. */
export function lookUpEncryption(request: EncryptionRequest, context: PlanningContext): PlannedEncryption | undefined {
  const handler = context.handler(request.machine);
  const place = context.place(request.machine);
  if (handler === undefined || place === undefined) return undefined;
  const tag = runTag(request, handler, context.model, context.keyVaultDnsSuffix);
  return { request, handler, place, runTag: tag, alreadyDone: alreadyDone(request, handler, tag, context.keyVaultDnsSuffix) };
}
