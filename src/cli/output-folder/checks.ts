import type { CheckMeta } from '../../model/index.ts';

const generateAgain = 'Run armade generate and commit the result.';
const takeBack = 'Move the change into the spec and take it back here, or give --force to overwrite it.';

/** What is said about the folder of generated files. */
export const outputChecks: readonly CheckMeta[] = [
  {
    code: 'ADE3201',
    name: 'stale-generated-file',
    severity: 'error',
    summary: 'Every generated file is what the spec generates now.',
    messages: { stale: `{file} is not what the spec "{spec}" generates now; line {line} is the first that differs. ${generateAgain}` },
  },
  {
    code: 'ADE3202',
    name: 'missing-generated-file',
    severity: 'error',
    summary: 'Every file that the spec generates is there.',
    messages: {
      file: `{file} is missing, although the spec "{spec}" generates it. ${generateAgain}`,
      folder: `{folder} is missing: the spec "{spec}" was never generated there. ${generateAgain}`,
    },
  },
  {
    code: 'ADE3203',
    name: 'leftover-generated-file',
    severity: 'error',
    summary: 'No generated file stays behind that the spec no longer generates.',
    messages: { leftover: `{file} is no longer generated from the spec "{spec}". ${generateAgain}` },
  },
  {
    code: 'ADE3204',
    name: 'edited-generated-file',
    severity: 'error',
    summary: 'No generated file is edited by hand.',
    messages: {
      edited: `{file} was edited after it was generated: line {line} is neither as plan.json lists it nor as it would be written now. ${takeBack}`,
      unlisted: `{file} stands where a generated file belongs, but plan.json does not list it, and line {line} is not as it would be written now. Move it away, or give --force to overwrite it.`,
      leftover: `{file} is no longer generated, but it was edited after it was generated, so it is not removed. Move it away, or give --force to leave it where it is.`,
      conflict: `{file} holds a merge conflict, at line {line}. Take either side and run armade generate, or give --force to overwrite it.`,
    },
  },
  {
    code: 'ADE3205',
    name: 'unreadable-plan',
    severity: 'error',
    summary: 'The plan.json of a generated folder can be read.',
    messages: {
      unreadable: `{file} cannot be read as a plan: {reason}. It lists which files armade wrote, so nothing here is overwritten without it. Restore it, or give --force to write it anew.`,
      conflict: `{file} holds a merge conflict, at line {line}. Take either side and run armade generate, or give --force to write it anew.`,
    },
  },
  {
    code: 'ADE3206',
    name: 'folder-without-spec',
    severity: 'note',
    summary: 'Every generated folder belongs to a spec.',
    messages: {
      unnamed:
        '{folder} was generated from a spec named "{name}", and no given spec has that name. Give that spec too, or remove what it left with armade generate --prune.',
    },
  },
  {
    code: 'ADE3207',
    name: 'interrupted-write',
    severity: 'error',
    summary: 'No run was stopped while it wrote generated files.',
    messages: {
      interrupted: 'An earlier run was stopped while it wrote into {folder}. Run armade generate: it finishes or undoes that run first.',
    },
  },
  {
    code: 'ADE3208',
    name: 'path-outside-output',
    severity: 'error',
    summary: 'Every generated file stays inside the folder of its spec.',
    messages: {
      outside: 'The spec "{spec}" would write to "{path}", which leaves its folder {folder}. Change the name that this path is made of.',
    },
  },
  {
    code: 'ADE3209',
    name: 'edited-file-left',
    severity: 'warning',
    summary: 'Files that are removed were not edited.',
    messages: {
      left: '{file} is no longer generated, but it was edited after it was generated; it is left where it is. Delete it yourself when you do not need it.',
    },
  },
];
