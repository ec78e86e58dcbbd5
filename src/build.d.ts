/** What `npm run build` makes in build/: see scripts/compile-schemas.mjs and scripts/compile-templates.mjs. */
declare module '#build/validators' {
  /** What of Ajv's error objects is kept. */
  export interface SchemaError {
    keyword: string;
    instancePath: string;
    params: Record<string, unknown>;
    /** The name that an error inside `propertyNames` is about. */
    propertyName?: string;
  }
  export interface Validator {
    (data: unknown): boolean;
    errors?: SchemaError[] | null;
  }
  export const encryptionSpec: Validator;
  export const facts: Validator;
  /** The schemas themselves, as JSON without descriptions. */
  export const schemaTexts: Readonly<Record<'encryptionSpec' | 'facts', string>>;
}

declare module '#build/plan-validator' {
  import type { CompiledSchema } from '#build/arm-validators';
  export const planSchema: CompiledSchema;
}

declare module '#build/arm-validators' {
  import type { Validator } from '#build/validators';
  export interface CompiledSchema {
    validate: Validator;
    /** Values of each discriminator in the schema, by property. */
    tags: Readonly<Record<string, readonly string[]>>;
    /** Keys that lead to the values that are secrets (`writeOnly`). */
    secrets: readonly (readonly string[])[];
  }
  export const templateSchema: CompiledSchema;
  export const parametersSchema: CompiledSchema;
  /** By resource type, in lower case. */
  export const resourceSchemas: Readonly<Record<string, CompiledSchema>>;
  /** By `TYPE@VERSION` of the extension's handler, as Azure spells it. */
  export const handlerSchemas: Readonly<Record<string, CompiledSchema>>;
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
