import * as validators from '#build/validators';
import { type Finding, written } from '../model/index.ts';
import type { SourceDocument } from './parse.ts';

export function checkSchema(kind: 'spec' | 'facts', document: SourceDocument): Finding[] {
  const validate = kind === 'spec' ? validators.encryptionSpec : validators.facts;
  if (validate(document.value)) return [];
  return (validate.errors ?? []).map((error) => ({
    code: 'ADE1001',
    messageId: 'raw',
    data: { text: `${error.instancePath} ${error.keyword}` },
    origin: written(document.file, error.instancePath),
  }));
}
