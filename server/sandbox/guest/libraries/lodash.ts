import lodash from "lodash";
import { defineGlobals } from "../define-globals.ts";

defineGlobals({ _: lodash });
