import moment from "moment";
import { defineGlobals } from "../define-globals.ts";

defineGlobals({ moment });
