// A file of its own, so that the bundle takes these and leaves the other prompts out.
export { checkbox, confirm, input, password } from '@inquirer/prompts';
