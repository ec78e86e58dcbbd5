import type { IncomingHttpHeaders } from 'node:http';
import { ArmError, invalidRequestContent } from './errors.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

/** A request as the handlers see it. */
export interface Request {
  method: string;
  /** Path as sent, percent-encoding undone. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  text: string;
  /** `https://localhost:1234`, as the client called the server. */
  base: string;
  /** Running number, from 1. */
  number: number;
  apiVersion: string;
  correlationId: string;
  /** What the pattern of the route captured. */
  values: Record<string, string>;
}

/** The JSON object in the body; an empty body is an empty object. */
export function bodyOf(request: Request): JsonObject {
  if (request.text.trim() === '') return {};
  let value: Json;
  try {
    value = JSON.parse(request.text) as Json;
  } catch (error) {
    throw invalidRequestContent(error instanceof Error ? error.message : String(error));
  }
  if (!isObject(value)) throw invalidRequestContent('an object is expected');
  return value;
}

/** One page of a list, with the link to the next. */
export function pageOf(request: Request, entries: Json[], pageSize: number): JsonObject {
  const start = Number(request.query.get('$skiptoken') ?? '0');
  if (!Number.isInteger(start) || start < 0) throw new ArmError(400, { code: 'InvalidSkipToken', message: 'The skip token is not valid.' });
  const top = Number(request.query.get('$top') ?? entries.length);
  const limit = Math.min(entries.length, start + top);
  const end = Math.min(start + pageSize, limit);
  const page: JsonObject = { value: entries.slice(start, end) };
  if (end < limit) {
    const query = new URLSearchParams(request.query);
    query.set('$skiptoken', String(end));
    if (request.query.has('$top')) query.set('$top', String(limit - end));
    page.nextLink = `${request.base}${encodeURI(request.path)}?${query}`;
  }
  return page;
}
