import { z } from "zod";

/** What answers are made of. Ids are whole numbers, times ISO 8601 UTC, durations milliseconds. */
export const id = z.int().min(1);
export const instant = z.iso.datetime();
export const count = z.int().min(0);
/** A duration, which a clock that was set back may make negative. */
export const ms = z.number();
export const flag = z.boolean();
export const text = z.string();
/** From 0 to 1. */
export const share = z.number().min(0).max(1);
/** Whatever JSON the builder's code made. */
export const anything = z.unknown();

/** Gives a schema its name in the API's document, where others refer to it. */
export const named = <S extends z.ZodType>(name: string, description: string, schema: S): S =>
  schema.meta({ id: name, description });

/** Says what a field means where its name does not. */
export const about = <S extends z.ZodType>(schema: S, description: string): S => schema.meta({ description });

/** A page's end: what the next call sends as `cursor`. */
export const nextCursor = about(z.int().nullable(), "Send it as cursor to read on; null at the end.");

export const pagination = z.object({ limit: count, offset: count, total: count });
