// A process of its own that fills in templates: it has no environment, no files but Handlebars', and can be killed.
import Handlebars from "handlebars";

export interface RenderRequest {
  templates: { field: string; text: string; isHtml: boolean }[];
  /** Parsed here, so that a key named __proto__ stays a key. */
  dataJson: string;
  /** Of all results together, characters. */
  lengthMax: number;
}

export type RenderReply = { texts: string[] } | { field: string; problem: string };

const engine = Handlebars.create();
engine.unregisterDecorator("inline");

function render({ templates, dataJson, lengthMax }: RenderRequest): RenderReply {
  const data: unknown = JSON.parse(dataJson);
  const texts: string[] = [];
  let left = lengthMax;
  for (const { field, text, isHtml } of templates) {
    try {
      const filled = engine.compile(text, { noEscape: !isHtml })(data, {
        allowProtoPropertiesByDefault: false,
        allowProtoMethodsByDefault: false,
      });
      left -= filled.length;
      if (left < 0) return { field, problem: `has more than ${lengthMax} characters once its variables are filled in` };
      texts.push(filled);
    } catch (error) {
      return { field, problem: `is no template that can be filled in: ${(error as Error).message}`.slice(0, 500) };
    }
  }
  return { texts };
}

process.on("message", (request: RenderRequest) => process.send!(render(request)));
process.on("disconnect", () => process.exit());
process.send!("ready");
