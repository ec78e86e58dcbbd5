import { type CheckMeta, defineCheck } from '../model/index.ts';

/** Bytes of the largest file that is read: Azure takes templates of 4 MB. */
export const largestFile = 20 * 1024 * 1024;
/** Objects and lists inside each other: Azure Resource Manager's engine stops at 64. */
export const deepestNesting = 100;

export const jsonSyntax = defineCheck({
  code: 'ADE4001',
  name: 'json-syntax',
  severity: 'error',
  summary: 'Templates, parameter files and plans are JSON.',
  messages: {
    expected: 'This is not valid JSON: {expected} has to stand here, not {found}.',
    unterminated: 'This is not valid JSON: the {what} that begins here has no end.',
  },
});

export const jsonMergeConflict = defineCheck({
  code: 'ADE4002',
  name: 'json-merge-conflict',
  severity: 'error',
  summary: 'Files hold no merge conflicts.',
  messages: { marker: 'Git left a merge conflict here. Resolve it, or generate the file again.' },
});

export const jsonNotText = defineCheck({
  code: 'ADE4003',
  name: 'json-not-text',
  severity: 'error',
  summary: 'Templates, parameter files and plans are text in UTF-8.',
  messages: {
    bytes: 'The file is not text in UTF-8: it breaks off here. Save it as UTF-8.',
    utf16: 'The file is text in UTF-16, as Windows PowerShell writes it. Save it as UTF-8, for example with `Set-Content -Encoding utf8`.',
    nul: 'There is a NUL byte here, so this is no text file. Give the name of a template.',
  },
});

export const jsonTooLarge = defineCheck({
  code: 'ADE4004',
  name: 'json-too-large',
  severity: 'error',
  summary: 'A file that is read has at most 20 MB.',
  messages: { size: 'The file has {size} MB; at most {limit} MB are read, and Azure takes at most 4. Divide it.' },
});

export const jsonTooDeep = defineCheck({
  code: 'ADE4005',
  name: 'json-too-deep',
  severity: 'error',
  summary: 'Objects and lists are nested at most 100 deep.',
  messages: { depth: 'Objects and lists are nested more than {limit} deep here. Azure takes fewer still; make the file flatter.' },
});

export const jsonNotAnObject = defineCheck({
  code: 'ADE4006',
  name: 'json-not-an-object',
  severity: 'error',
  summary: 'Templates, parameter files and plans are JSON objects.',
  messages: {
    empty: 'There is nothing in this file. Generate it again.',
    other: 'The file holds {kind}, where an object is needed. Generate it again.',
  },
});

/** Every check that is made while JSON is read. */
export const readingChecks: readonly CheckMeta[] = [jsonSyntax, jsonMergeConflict, jsonNotText, jsonTooLarge, jsonTooDeep, jsonNotAnObject];
