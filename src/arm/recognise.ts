/** What a text that may be no valid JSON at all was meant to be: told by its schema, since the file has to be read by the right parser first. */
export function recogniseArm(text: string): 'template' | 'parameters' | undefined {
  const schema = /["']?\$schema["']?\s*:\s*["'][^"']*\/([A-Za-z]*)(DeploymentTemplate|DeploymentParameters)\.json/i.exec(
    text.slice(0, 20_000),
  );
  if (schema === null) return undefined;
  return /template/i.test(schema[2] as string) ? 'template' : 'parameters';
}
