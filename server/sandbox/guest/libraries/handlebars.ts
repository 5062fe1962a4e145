// The package's other entries read templates from files, or carry a source map writer.
import Handlebars from "handlebars/dist/handlebars.js";
import { defineGlobals } from "../define-globals.ts";

defineGlobals({ Handlebars });
