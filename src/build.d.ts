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

declare module '#build/templates' {
  /** What `Handlebars.precompile` made of templates/*.hbs, by name without the ending; for `template()` of handlebars/runtime. */
  export const templates: Readonly<Record<string, TemplateSpecification>>;
  /** The same of templates/partials/. */
  export const partials: Readonly<Record<string, TemplateSpecification>>;
}

/** The package's own declaration of its runtime is empty. */
declare module 'handlebars/runtime' {
  import Handlebars from 'handlebars';
  export default Handlebars;
}
