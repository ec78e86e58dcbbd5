import type { OpenParameter } from './deployment-content.ts';
import type { ParameterValues } from './run-context.ts';

export const parameterVariable = (name: string): string => `ARMADE_PARAMETER_${name}`;

/**
 * Values from the environment, then from the command line, then from a person; each is asked for once.
 * @param ask undefined where nobody can be asked
 * @param secrets is told every value that must stay out of texts
 * @param given values of the command line, which everybody on the machine can read: never secure ones
 */
export class GivenValues implements ParameterValues {
  readonly #env: ReadonlyMap<string, string>;
  readonly #given: ReadonlyMap<string, string>;
  readonly #ask: ((parameter: OpenParameter) => Promise<string>) | undefined;
  readonly #asked = new Map<string, Promise<string>>();
  readonly #secrets: Set<string>;

  constructor(
    env: Readonly<Record<string, string | undefined>>,
    given: ReadonlyMap<string, string>,
    ask: ((parameter: OpenParameter) => Promise<string>) | undefined,
    secrets: Set<string>,
  ) {
    const prefix = parameterVariable('').toLowerCase();
    const own = Object.entries(env).filter((entry): entry is [string, string] => entry[0].toLowerCase().startsWith(prefix) && !!entry[1]);
    // Windows does not tell letter cases apart, and Azure does not either.
    this.#env = new Map(own.map(([name, value]) => [name.slice(prefix.length).toLowerCase(), value]));
    this.#given = given;
    this.#ask = ask;
    this.#secrets = secrets;
    for (const value of this.#env.values()) secrets.add(value);
  }

  async valueOf(parameter: OpenParameter): Promise<string | undefined> {
    const value = this.#env.get(parameter.name.toLowerCase()) ?? (parameter.secure ? undefined : this.#given.get(parameter.name));
    if (value !== undefined || this.#ask === undefined) return value;
    let asked = this.#asked.get(parameter.name);
    if (asked === undefined) {
      asked = this.#ask(parameter).then((given) => {
        if (parameter.secure) this.#secrets.add(given);
        return given;
      });
      this.#asked.set(parameter.name, asked);
    }
    return await asked;
  }
}
