import { defineCheck } from '../../model/index.ts';

export const wrongType = defineCheck({
  code: 'ADE1001',
  name: 'wrong-type',
  severity: 'error',
  summary: 'A value has the type that its key wants.',
  messages: { type: '`{key}` is {here}, and {wanted} is wanted{example}.' },
});

export const missingKey = defineCheck({
  code: 'ADE1002',
  name: 'missing-key',
  severity: 'error',
  summary: 'Keys that are needed are written.',
  messages: {
    missing: '`{key}` is missing in {place}. Write it.',
    example: '`{key}` is missing in {place}. Write it, for example `{key}: {example}`.',
  },
});

export const unknownKey = defineCheck({
  code: 'ADE1003',
  name: 'unknown-key',
  severity: 'error',
  summary: 'Every key is one of the language.',
  messages: {
    suggestion: '`{key}` is not a key of {place}. Did you mean `{suggestion}`?',
    asked:
      '`{key}` is not a key of {place}, which says what is known. It is asked of machines: write it in a scenario or under `defaults`.',
    list: '`{key}` is not a key of {place}. It takes {allowed}.',
    none: '`{key}` is not a key of {place}, which takes no keys. Remove it.',
  },
});

export const valueNotAllowed = defineCheck({
  code: 'ADE1004',
  name: 'value-not-allowed',
  severity: 'error',
  summary: 'A value is one of those that its key takes.',
  messages: {
    suggestion: '`{key}` cannot be {value}. Did you mean {suggestion}? It takes {allowed}.',
    list: '`{key}` cannot be {value}. It takes {allowed}.',
  },
});

export const wrongForm = defineCheck({
  code: 'ADE1005',
  name: 'wrong-form',
  severity: 'error',
  summary: 'A text has the form of what it stands for.',
  messages: { form: '{value} is not {thing}. {rule}' },
});

export const outOfRange = defineCheck({
  code: 'ADE1006',
  name: 'out-of-range',
  severity: 'error',
  summary: 'Numbers, texts and lists keep to their bounds.',
  messages: {
    empty: '`{key}` is empty. Write a text, or remove the key.',
    short: '`{key}` has {length} characters; {limit} are the least.',
    long: '`{key}` has {length} characters; {limit} are the most.',
    small: '`{key}` is {value}; {limit} is the least.',
    large: '`{key}` is {value}; {limit} is the most.',
    emptyList: '`{key}` is an empty list. Write an entry, or remove the key.',
    longList: '`{key}` has {length} entries; {limit} are the most.',
    noCondition: '`{key}` has no condition. Write one: {allowed}.',
  },
});

export const unknownScenario = defineCheck({
  code: 'ADE1007',
  name: 'unknown-scenario',
  severity: 'error',
  summary: 'A scenario is one of those that `armade scenarios` lists.',
  messages: {
    suggestion: 'There is no scenario {value}. Did you mean `{suggestion}`?',
    list: 'There is no scenario {value}. There are {allowed}.',
  },
});

export const emptyValue = defineCheck({
  code: 'ADE1008',
  name: 'empty-value',
  severity: 'error',
  summary: 'A key that is written has a value.',
  messages: {
    key: '`{key}` has no value. Write {wanted}, or remove the key.',
    entry: 'This entry of the list is empty. Write {wanted}, or remove it.',
  },
});

export const unquotedText = defineCheck({
  code: 'ADE1009',
  name: 'unquoted-text',
  severity: 'error',
  summary: 'A text that looks like a number, or like true or false, stands in quotes.',
  messages: { quote: '`{key}` is a text, but {source} without quotes is read as {kind}. Write {quoted}.' },
});

export const wrongRegistryKey = defineCheck({
  code: 'ADE1010',
  name: 'wrong-registry-key',
  severity: 'error',
  summary: 'The keys of a registry have the form that names are made from.',
  messages: {
    form: '`{key}` cannot be a key of `{registry}`. {rule}',
    empty: 'A key of `{registry}` cannot be empty. Write a name.',
    long: '`{key}` cannot be a key of `{registry}`: it has {length} characters; {limit} are the most. Shorten it.',
    name: '`{key}` is also the name here, and it is not {thing}. {rule} Rename it, or write the `name` beside.',
    reserved: '`{key}` cannot be a key of `{registry}`: where a key of it is named, `{key}` means {meaning}. Rename it.',
    longName: '`{key}` is also the name here and has {length} characters; {limit} are the most. Rename it, or write the `name` beside.',
  },
});

export const wrongVersion = defineCheck({
  code: 'ADE1011',
  name: 'wrong-version',
  severity: 'error',
  summary: 'A file is written in a version of the language that is known.',
  messages: { version: '`{key}` is {value}; this armade reads {key} {wanted}. Write `{key}: {wanted}`.' },
});

export const shapeChecks = [
  wrongType,
  missingKey,
  unknownKey,
  valueNotAllowed,
  wrongForm,
  outOfRange,
  unknownScenario,
  emptyValue,
  unquotedText,
  wrongRegistryKey,
  wrongVersion,
];
