import { defineCheck } from '../../model/index.ts';

/** Bytes of the largest file that is read; a spec of 5,000 machines has about one million. */
export const largestFile = 20 * 1024 * 1024;
/** Mappings and lists inside each other. */
export const deepestNesting = 100;
/** Places that use an anchor. */
export const mostAliases = 50_000;
/** Values that all aliases of a file stand for, taken together. */
export const mostAliasedValues = 1_000_000;

export const notUtf8 = defineCheck({
  code: 'ADE0001',
  name: 'not-utf-8',
  severity: 'error',
  summary: 'Files are text in UTF-8.',
  messages: {
    bytes: 'The file is not text in UTF-8: it breaks off here. Save it as UTF-8.',
    utf16: 'The file is text in UTF-16, as Windows PowerShell writes it. Save it as UTF-8, for example with `Set-Content -Encoding utf8`.',
  },
});

export const controlCharacter = defineCheck({
  code: 'ADE0002',
  name: 'control-character',
  severity: 'error',
  summary: 'Files hold no NUL bytes and no other control characters.',
  messages: {
    nul: 'There is a NUL byte here, so this is no text file. Give the name of a YAML or JSON file.',
    half: '{character} is half a character here, and no file can hold it. Write the whole character.',
    control: 'There is a control character here ({character}) that no editor shows. Remove it, or write it as an escape in a quoted text.',
  },
});

export const fileTooLarge = defineCheck({
  code: 'ADE0003',
  name: 'file-too-large',
  severity: 'error',
  summary: 'A file has at most 20 MB.',
  messages: { size: 'The file has {size} MB; at most {limit} MB are read. Split the machines over several files.' },
});

export const emptyFile = defineCheck({
  code: 'ADE0004',
  name: 'empty-file',
  severity: 'error',
  summary: 'A file holds something.',
  messages: { nothing: 'There is nothing in this file. `armade init` writes a spec to start from.' },
});

export const yamlSyntax = defineCheck({
  code: 'ADE0005',
  name: 'yaml-syntax',
  severity: 'error',
  summary: 'A spec is YAML or JSON.',
  messages: { reason: 'This is not valid YAML: {reason}' },
});

export const severalDocuments = defineCheck({
  code: 'ADE0006',
  name: 'several-documents',
  severity: 'error',
  summary: 'A file holds one YAML document.',
  messages: { second: 'A second YAML document starts here, and only one is read from a file. Put each into a file of its own.' },
});

export const duplicateKey = defineCheck({
  code: 'ADE0007',
  name: 'duplicate-key',
  severity: 'error',
  summary: 'A key stands once in its mapping.',
  messages: { again: '`{key}` is already written in this mapping, so one of the two would be lost. Remove or rename one.' },
});

export const mergeKey = defineCheck({
  code: 'ADE0008',
  name: 'merge-key',
  severity: 'error',
  summary: 'The merge key `<<` is not used.',
  messages: {
    merge:
      'The merge key `<<` is not part of YAML 1.2 and is not read. Write the values out, put them under `defaults`, or use an alias for a whole value.',
  },
});

export const nestingTooDeep = defineCheck({
  code: 'ADE0009',
  name: 'nesting-too-deep',
  severity: 'error',
  summary: 'Mappings and lists lie at most 100 deep in each other.',
  messages: {
    depth: 'Mappings and lists lie more than {limit} deep in each other here. No spec needs that; look for a bracket that is not closed.',
  },
});

export const tooManyAliases = defineCheck({
  code: 'ADE0010',
  name: 'too-many-aliases',
  severity: 'error',
  summary: 'The aliases of a file stand for a bounded number of values.',
  messages: {
    count: 'The file has more than {limit} aliases. Put what is the same for all under `defaults` or into a registry.',
    size: 'With `*{name}` the aliases of this file stand for more than {limit} values. Put what is the same for all under `defaults` or into a registry.',
    itself: '`*{name}` stands inside the value that it names, so it has no end. Write the value out.',
  },
});

export const notMapping = defineCheck({
  code: 'ADE0011',
  name: 'not-a-mapping',
  severity: 'error',
  summary: 'A file begins with keys.',
  messages: { kind: 'The file holds {kind}, but keys and values are wanted, such as `version: 1`.' },
});

export const mergeConflict = defineCheck({
  code: 'ADE0012',
  name: 'merge-conflict',
  severity: 'error',
  summary: 'A file holds no merge-conflict markers.',
  messages: { marker: 'A merge conflict was left here. Decide which lines stay and remove the markers.' },
});

export const keyNotText = defineCheck({
  code: 'ADE0013',
  name: 'key-not-text',
  severity: 'error',
  summary: 'Keys are text.',
  messages: {
    plain: 'The key `{key}` is read as {kind}, not as text. Put it in quotes: "{key}".',
    complex: 'A list or mapping cannot be a key. Write a text; a value that holds braces needs quotes.',
  },
});

export const readingChecks = [
  notUtf8,
  controlCharacter,
  fileTooLarge,
  emptyFile,
  yamlSyntax,
  severalDocuments,
  duplicateKey,
  mergeKey,
  nestingTooDeep,
  tooManyAliases,
  notMapping,
  mergeConflict,
  keyNotText,
];
