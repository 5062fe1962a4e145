import { z } from "zod";
import { tool } from "../tool.ts";

const screenIdField = z.int().min(1).describe("The id of a screen.");

export const screenTools = [
  tool({
    name: "list_screens",
    title: "List screens",
    description: "The app's screens: the code that tasks run. Each with its draft and its published version.",
    input: z.strictObject({}),
    procedures: ["screens.list"],
    kind: "reads",
    async run(api) {
      return { screens: await api.screens.list() };
    },
  }),
  tool({
    name: "get_screen",
    title: "Get a screen",
    description:
      "One screen with the code of its draft and of its published version (null when both are the same or nothing was published).",
    input: z.strictObject({ screenId: screenIdField }),
    procedures: ["screens.get"],
    kind: "reads",
    async run(api, { screenId }) {
      const { publishedCode, ...screen } = await api.screens.get({ id: screenId });
      return { ...screen, publishedCode: publishedCode === screen.code ? null : publishedCode };
    },
  }),
  tool({
    name: "propose_draft",
    title: "Propose a draft",
    description:
      "Saves new code as the draft of a screen, for a person to look at, test and publish in the studio. Nothing that runs by itself changes. Pass draftVersion as get_screen told it: the save is refused when somebody saved another draft meanwhile. syntaxError says where code cannot be read.",
    input: z.strictObject({
      screenId: screenIdField,
      code: z.string().max(1_048_576).describe("The whole code of the screen, not a part of it."),
      draftVersion: z.int().min(1).describe("The draft's version that the change started from."),
    }),
    procedures: ["screens.saveDraft"],
    kind: "acts",
    async run(api, { screenId, code, draftVersion }) {
      const saved = await api.screens.saveDraft({ id: screenId, code, baseVersion: draftVersion });
      const { id, name, publishedVersion } = saved;
      return { screenId: id, name, draftVersion: saved.draftVersion, publishedVersion, syntaxError: saved.syntaxError };
    },
  }),
];
