// Prints the hashes of what the specs on standard input generate; run by stability.test.ts in another language and time zone.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { generated } from './pipeline.ts';

const specs = JSON.parse(readFileSync(0, 'utf8'));
const { locale, timeZone } = Intl.DateTimeFormat().resolvedOptions();
const hashes = specs.map((spec: unknown) =>
  [...generated(spec).files].map(([path, text]) => `${path} ${createHash('sha256').update(text).digest('hex')}`),
);
process.stdout.write(`${locale.split('-')[0]} ${timeZone}\n${JSON.stringify(hashes)}`);
