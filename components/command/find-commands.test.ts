import { ListChecks } from "lucide-react";
import { describe, expect, it } from "vitest";
import type { PaletteCommand } from "./command.ts";
import { findCommands } from "./find-commands.ts";

const command = (label: string, more: Partial<PaletteCommand> = {}): PaletteCommand => ({
  id: label,
  label,
  icon: ListChecks,
  act: () => {},
  ...more,
});

const GROUPS = [
  {
    title: "Tasks",
    commands: [
      command("charge-cards", { detail: "runs Payments" }),
      command("confirm-booking", { detail: "runs Booking" }),
      command("Café report"),
    ],
  },
  {
    title: "Do",
    commands: [
      command("Run confirm-booking now…", { isFoundOnly: true }),
      command("Settings of charge-cards", { isFoundOnly: true, keywords: ["edit", "schedule"] }),
      command("Switch charge-cards off", { isFoundOnly: true, keywords: ["pause"] }),
    ],
  },
  { title: "Pages", commands: [command("Go to Data"), command("Dark theme")] },
];

const found = (query: string) =>
  findCommands(GROUPS, query).flatMap(({ commands }) => commands.map(({ label }) => label));

describe("findCommands", () => {
  it("lists only what is worth reading through while nothing is searched", () => {
    expect(found(" ")).toEqual(["charge-cards", "confirm-booking", "Café report", "Go to Data", "Dark theme"]);
  });

  it.each([
    ["an action by its verb and a part of the name", "run confirm", "Run confirm-booking now…"],
    ["an action by a word that it is known by, too", "edit charge", "Settings of charge-cards"],
    ["whatever the order of the words", "charge settings", "Settings of charge-cards"],
    ["a whole word before the letters scattered elsewhere", "data", "Go to Data"],
    ["a word without its accents", "cafe", "Café report"],
    ["the thing itself before what can be done with it", "charge", "charge-cards"],
    ["something by what stands beside it", "payments", "charge-cards"],
  ])("finds %s", (_what, query, first) => {
    expect(found(query)[0]).toBe(first);
  });

  it("finds nothing that lacks one of the words, and no letters strewn over a name", () => {
    expect(found("charge booking")).toEqual([]);
    expect(found("chcds")).toEqual([]);
  });

  it("keeps the order of what fits alike, so that the thing on the page comes first", () => {
    const groups = [
      { title: "On this page", commands: [command("Delete a-task-with-a-long-name")] },
      { title: "Do", commands: [command("Delete b"), command("Delete a")] },
    ];
    expect(findCommands(groups, "delete").flatMap(({ commands }) => commands.map(({ label }) => label))).toEqual([
      "Delete a-task-with-a-long-name",
      "Delete b",
      "Delete a",
    ]);
  });

  it("lists a limited number", () => {
    const many = Array.from({ length: 200 }, (_, index) => command(`task ${index}`));
    expect(findCommands([{ title: "Tasks", commands: many }], "task")[0]?.commands).toHaveLength(50);
  });
});
