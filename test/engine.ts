import { type AnyJson, shared } from './shared.ts';

/** What is used of Microsoft's own engine. */
export interface Engine {
  evaluate(expression: string): Promise<{ value?: unknown; error?: string }>;
  expand(template: unknown, parameters?: object, scope?: object): Promise<{ predictedResources: AnyJson[] }>;
  close(): void;
}

/** Opens Microsoft's engine; skips, saying why, where it is missing. */
export async function openEngine(test: Mocha.Context): Promise<Engine> {
  const module = await import(shared(test, 'arm-engine/engine.mjs').href);
  if (module.findBicep() === undefined) {
    console.log('      skipped: the bicep CLI is not here (../shared/arm-engine/install.sh restores it)');
    test.skip();
  }
  return await module.openEngine();
}
