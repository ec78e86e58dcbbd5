// A file of its own, so that the bundle takes these three and leaves the other prompts out.
export { checkbox, confirm, input } from '@inquirer/prompts';
