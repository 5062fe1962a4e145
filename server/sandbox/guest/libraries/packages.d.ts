// What the libraries of a screen look like from here: values that are put in reach and not called.
declare module "lodash" {
  const lodash: unknown;
  export default lodash;
}

declare module "handlebars/dist/handlebars.js" {
  const handlebars: unknown;
  export default handlebars;
}

declare module "jquery/factory" {
  interface AjaxRequest {
    url: string;
    type: string;
    data?: BodyInit | undefined;
    hasContent: boolean;
    contentType: string | false;
  }
  type Complete = (status: number, statusText: string, responses?: Record<string, unknown>, headers?: string) => void;
  interface AjaxTransport {
    send(headers: Record<string, string>, complete: Complete): void;
    abort(): void;
  }
  export interface JQueryStatic {
    ajaxTransport(dataType: string, factory: (request: AjaxRequest) => AjaxTransport): void;
    ajaxPrefilter(filter: (request: { crossDomain?: boolean; global?: boolean }) => void): void;
  }
  export function jQueryFactory(window: object): JQueryStatic;
}
