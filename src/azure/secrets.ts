/** Forms of secrets that Azure echoes in messages and URLs, whatever their value. The first group is kept. */
const secretForms: readonly RegExp[] = [
  /(\bBearer\s+)[\w.~+/-]+=*/gi,
  /([?&](?:sig|code|client_secret|access_token|refresh_token|password)=)[^&\s"']+/gi,
  /(\\?"(?:AADClientSecret|Passphrase|adminPassword|password|client_secret|clientSecret|access_token|refresh_token|id_token|protectedSettings|sharedKey|accountKey)\\?"\s*:\s*)(?:\\?"(?:[^"\\]|\\(?!").)*\\?"|\{[^{}]*\})/gi,
  /(\bAccountKey=)[^;\s"']+/gi,
  /(\b)eyJ[\w-]{10,}\.[\w-]{10,}(?:\.[\w-]*)?/g,
];

/** Short texts would black out innocent words. */
const shortestSecret = 4;

export type Redact = (text: string) => string;

/**
 * Makes the function that every text on its way to a journal, a log or a message goes through.
 * @param values secrets of this run; those that are added later count too
 */
export function redactor(values: ReadonlySet<string> = new Set()): Redact {
  let known: string[] = [];
  let read = 0;
  return (text) => {
    if (values.size !== read) {
      // A longer secret may contain a shorter one.
      known = [...values]
        .filter((value) => value.length >= shortestSecret)
        .flatMap(spellings)
        .sort((a, b) => b.length - a.length);
      read = values.size;
    }
    let clean = text;
    for (const value of known) clean = clean.replaceAll(value, '***');
    for (const form of secretForms) clean = clean.replace(form, '$1***');
    return clean;
  };
}

/** Variables by which the identity library takes secrets. */
const secretVariables = ['AZURE_CLIENT_SECRET', 'AZURE_PASSWORD', 'AZURE_CLIENT_CERTIFICATE_PASSWORD', 'SYSTEM_ACCESSTOKEN'];

export const secretsOf = (env: Readonly<Record<string, string | undefined>>): Set<string> =>
  new Set(secretVariables.flatMap((name) => env[name] || []));

/** As it is, within JSON, within JSON within JSON, and within a URL. */
function spellings(value: string): string[] {
  const inJson = JSON.stringify(value).slice(1, -1);
  return [...new Set([value, inJson, JSON.stringify(inJson).slice(1, -1), encodeURIComponent(value)])];
}
