/** What `npm run build` makes in build/: see scripts/compile-schemas.mjs and scripts/compile-templates.mjs. */
declare module '#build/validators' {
  import type { ErrorObject } from 'ajv';
  interface Validator {
    (data: unknown): boolean;
    errors?: ErrorObject[] | null;
  }
  export const encryptionSpec: Validator;
  export const facts: Validator;
}
